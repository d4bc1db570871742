import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { contoso } from "../../../emulator/test/support/contoso";
import { run } from "../../../emulator/test/support/run";
import type { Finding } from "../../../src/cli/commands/doctor/finding";
import { type Told, Patient } from "./patient";

const secret = "a-secret-that-is-nobody-s";
const idOf = (digit: number): string => `${String(digit).repeat(8)}-1111-4111-8111-111111111111`;
const reading = ["Organization.Read.All", "LicenseAssignment.Read.All", "User.Read.All", "GroupMember.Read.All"];
const applications = {
  previews: reading,
  withoutGroups: reading.filter((permission) => permission !== "GroupMember.Read.All"),
  withoutPeople: reading.filter((permission) => permission !== "User.Read.All"),
  applies: [...reading, "LicenseAssignment.ReadWrite.All"],
  makes: [...reading, "LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All"],
  everything: [...reading, "LicenseAssignment.ReadWrite.All", "User.ReadWrite.All"],
  nothing: [],
} as const;
type Application = keyof typeof applications;
const clientIdOf = (application: Application): string => idOf(Object.keys(applications).indexOf(application) + 1);

let emulator: Emulator;
let patient: Patient;
beforeAll(async () => {
  const apps = Object.entries(applications).map(([name, permissions]) => ({
    appId: clientIdOf(name as Application),
    displayName: name,
    secrets: [secret],
    permissions: [...permissions],
  }));
  emulator = await startEmulator({ tenant: { ...contoso(), apps }, signIn: "required", tls: true });
  patient = new Patient("tenant: contoso.com\nassignments: [{ name: a, licenses: [MCOEV], users: [a@contoso.com] }]\n");
  writeFileSync(join(patient.folder, "authority.pem"), emulator.certificateAuthority ?? "");
});
afterAll(async () => {
  await emulator.stop();
  patient.dispose();
});

/** In a process of its own, as certificates are trusted once and for all when Node starts. */
async function doctor(application: Application, more: Readonly<Record<string, string>> = {}): Promise<Told> {
  const main = join(__dirname, "../../../dist/src/cli/main.js");
  const { stdout, stderr } = await run(
    process.execPath,
    [
      "-e",
      `process.chdir(${JSON.stringify(patient.folder)});require(${JSON.stringify(main)})`,
      "x",
      "doctor",
      "--json",
    ],
    {
      ...patient.environment(),
      NODE_EXTRA_CA_CERTS: join(patient.folder, "authority.pem"),
      M365_LICENSES_GRAPH_ENDPOINT: emulator.url,
      AZURE_AUTHORITY_HOST: emulator.url,
      AZURE_TENANT_ID: emulator.tenant.state.organization.id,
      AZURE_CLIENT_ID: clientIdOf(application),
      AZURE_CLIENT_SECRET: secret,
      ...more,
    },
    60_000,
  );
  expect(stdout, stderr).not.toBe("");
  // Neither a secret nor the beginning of any token.
  expect(stdout + stderr).not.toContain(secret);
  expect(stdout + stderr).not.toContain("eyJ");
  return { ...(JSON.parse(stdout) as Omit<Told, "code">), code: 0 };
}

const missing = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ code }) => code === "permission-missing")
    .map(({ message, severity }) => `${severity} ${/(\S+\.All) is missing/.exec(message)?.[1] ?? message}`);

describe("doctor of an application", { timeout: 120_000 }, () => {
  it.each<[Application, readonly string[], readonly string[]]>([
    ["previews", ["warning LicenseAssignment.ReadWrite.All", "warning User.ReadWrite.All"], ["preview", "groups"]],
    ["applies", ["warning User.ReadWrite.All"], ["preview", "apply", "groups"]],
    ["everything", [], ["preview", "apply", "groups", "locations", "reprocessing"]],
  ])("that %s says what it lacks, and for what", async (application, lacks, works) => {
    const told = await doctor(application);
    expect(missing(told.findings)).toEqual(lacks);
    expect(Object.entries(told.works).flatMap(([deed, does]) => (does ? [deed] : []))).toEqual(works);
    const roles = [...applications[application]].sort().join(", ");
    expect(told.findings.find(({ code }) => code === "token-roles")?.message).toBe(
      `A token of application ${clientIdOf(application)} in tenant ${emulator.tenant.state.organization.id}, ` +
        `with ${roles}`,
    );
  });

  it("that may not read groups names the permission and no unit, and counts it where groups are declared", async () => {
    const without = await doctor("withoutGroups");
    expect(without.works).toMatchObject({ preview: true, groups: false });
    expect(missing(without.findings)[0]).toBe("warning GroupMember.Read.All");
    patient.put(
      "stacks/contoso.yaml",
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [MCOEV], groups: [x] }]\n",
    );
    const { works, findings } = await doctor("withoutGroups");
    expect(works).toMatchObject({ preview: false, apply: false });
    expect(missing(findings)[0]).toBe("error GroupMember.Read.All");
    expect(JSON.stringify(findings)).not.toContain("administrative unit");
  });

  it("that may not make groups names the permission where a stack makes some, and no other", async () => {
    const making =
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [MCOEV], groups: [create: {displayName: x}] }]\n";
    const before = readFileSync(join(patient.folder, "stacks/contoso.yaml"), "utf8");
    patient.put("stacks/contoso.yaml", making);
    expect(missing((await doctor("applies")).findings)).toEqual([
      "warning User.ReadWrite.All",
      "error Group.Read.All",
      "warning Group.ReadWrite.All",
    ]);
    const { works, findings } = await doctor("makes");
    expect(missing(findings)).toEqual(["warning User.ReadWrite.All"]);
    expect(findings.map(({ code }) => code)).toContain("may-make-groups");
    expect(works).toMatchObject({ preview: true, apply: true });
    patient.put("stacks/contoso.yaml", before);
  });

  it("that may not read people, or nothing at all", async () => {
    expect(missing((await doctor("withoutPeople")).findings)).toContain("error User.Read.All");
    const { works, findings } = await doctor("nothing");
    expect(works["preview"]).toBe(false);
    expect(findings.map(({ code }) => code)).toContain("token-without-roles");
    expect(new Set(missing(findings))).toEqual(
      new Set([
        "error Organization.Read.All",
        "error LicenseAssignment.Read.All",
        "error User.Read.All",
        "error GroupMember.Read.All",
        "warning User.Read.All",
      ]),
    );
  });

  it("whose secret is wrong: says so, and holds the clock to the sign-in server's", async () => {
    const { findings } = await doctor("previews", { AZURE_CLIENT_SECRET: "another" });
    expect(findings.find(({ code }) => code === "signed-out")?.message).toContain("AADSTS7000215");
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["graph-not-asked", "clock-right"]));
  });

  it("behind something that looks into TLS: says what to trust", async () => {
    const { findings } = await doctor("previews", { NODE_EXTRA_CA_CERTS: "" });
    expect(findings.find(({ code }) => code === "signed-out")?.remedy).toContain("NODE_EXTRA_CA_CERTS");
  });

  it("behind a proxy that is not there: says which, without its password", async () => {
    const real = { M365_LICENSES_GRAPH_ENDPOINT: "", AZURE_AUTHORITY_HOST: "" };
    const told = await doctor("previews", { ...real, HTTPS_PROXY: "http://me:hush@127.0.0.1:9" });
    expect(told.findings.find(({ code }) => code === "proxy-used")?.message).toMatch(/through 127\.0\.0\.1:9$/);
    expect(told.findings.find(({ code }) => code === "signed-out")?.remedy).toContain("127.0.0.1:9");
    expect(JSON.stringify(told)).not.toContain("hush");
  });

  it("gets its permission by the lines that are to be pasted", async () => {
    const finding = (await doctor("applies")).findings.find(({ code }) => code === "permission-missing");
    patient.put("bin/az", `#!/bin/sh\necho "$@" >> "${join(patient.folder, "az.log")}"\necho "id-of-$5"\n`);
    chmodSync(join(patient.folder, "bin/az"), 0o755);
    execFileSync("bash", ["--norc", "-c", ["set -eu", ...(finding?.commands ?? [])].join("\n")], {
      env: { PATH: `${join(patient.folder, "bin")}:/usr/bin:/bin` },
    });
    const calls = readFileSync(join(patient.folder, "az.log"), "utf8").trim().split("\n");
    expect(calls).toHaveLength(4);
    expect(calls[2]).toContain("appRoles[?value=='User.ReadWrite.All'].id | [0]");
    expect(calls[3]).toContain(
      "rest --method POST --uri https://graph.microsoft.com/v1.0/servicePrincipals/" +
        `id-of-${clientIdOf("applies")}/appRoleAssignments`,
    );
    expect(JSON.parse(/\{.*\}/.exec(calls[3] ?? "")?.[0] ?? "")).toEqual({
      principalId: `id-of-${clientIdOf("applies")}`,
      resourceId: "id-of-00000003-0000-0000-c000-000000000000",
      appRoleId: "id-of-00000003-0000-0000-c000-000000000000",
    });
  });
});
