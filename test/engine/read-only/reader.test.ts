import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { engineEnvironment } from "../../../scripts/workspace/engine-environment.mjs";
import { commandNames } from "../../../src/cli/program";
import { commandLine } from "../../cli/command-line";
import { createWorkspace, engineFolder, type Workspace } from "../../support/engine";
import { contoso } from "../support/contoso";
import { RecordingProxy } from "../support/recording-proxy";
import { canForbidWriting, engineThatCannotWriteTo } from "../support/unwritable";

/** What the project's own component grants to the identities of a pipeline. */
const permissionsOf = (list: string): readonly string[] =>
  [...(new RegExp(`const ${list} = \\[([^\\]]*)\\]`).exec(identities)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
    ([, permission = ""]) => permission,
  );
const identities = readFileSync("src/identities/pipeline-identities.ts", "utf8");
const readPermissions = permissionsOf("readPermissions");
const reader = { appId: "11111111-2222-4333-8444-000000000001", secret: "of the preview" };
const writer = { appId: "11111111-2222-4333-8444-000000000002", secret: "of the up" };

const groupId = "11111111-2222-4333-8444-000000000009";
const stack = (more: string): string => `tenant: contoso.onmicrosoft.com
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [adele@contoso.com${more}] }
  - { name: team, licenses: [STANDARDPACK], groups: [${groupId}] }
`;

let emulator: Emulator;
let proxy: RecordingProxy;
let workspace: Workspace;
let asReader: Readonly<Record<string, string>>;

async function tokenOf({ appId, secret }: typeof reader): Promise<string> {
  const { id } = emulator.tenant.state.organization;
  const scope = "https://graph.microsoft.com/.default";
  const form = { grant_type: "client_credentials", client_id: appId, client_secret: secret, scope };
  const answer = await fetch(`${emulator.url}/${id}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

beforeAll(async () => {
  const people = { adele: [], megan: [], temp: ["STANDARDPACK"] };
  const groups = [{ id: groupId, displayName: "Team", members: ["megan@contoso.com"] }];
  const apps = [
    { appId: reader.appId, secrets: [reader.secret], permissions: [...readPermissions] },
    {
      appId: writer.appId,
      secrets: [writer.secret],
      permissions: [...readPermissions, "LicenseAssignment.ReadWrite.All"],
    },
  ];
  emulator = await startEmulator({ tenant: { ...contoso({ people, groups }), apps }, signIn: "required" });
  proxy = await RecordingProxy.start(emulator.url);
  workspace = await createWorkspace({ env: { M365_LICENSES_GRAPH_ENDPOINT: proxy.url } });
  expect((await workspace.run(["stack", "init", "contoso"])).code).toBe(0);
  workspace.write("stacks/contoso.yaml", stack(""));
  const env = { M365_LICENSES_EMULATOR_TOKEN: await tokenOf(writer) };
  const up = await workspace.run(["up", "--yes", "--skip-preview"], { env });
  expect(up.code, up.output).toBe(0);
  workspace.write("stacks/contoso.yaml", stack(", megan@contoso.com"));
  asReader = { M365_LICENSES_EMULATOR_TOKEN: await tokenOf(reader) };
});
afterAll(async () => {
  await workspace.dispose();
  proxy.stop();
  await emulator.stop();
});

/** What lies in a folder, names and bytes. */
function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(folder, name);
    if (statSync(file).isFile()) hash.update(`${name}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Runs something, which must have read the tenant and must have changed neither that nor the state. */
async function expectReading(act: () => Promise<unknown>, readsTenant = true): Promise<void> {
  const before = { asked: proxy.asked.length, log: emulator.tenant.log.length, state: digestOf(workspace.state) };
  proxy.asked.length = 0;
  await act();
  expect(proxy.writing).toEqual([]);
  expect(proxy.asked.length > 0).toBe(readsTenant);
  expect(emulator.tenant.log.length).toBe(before.log);
  expect(digestOf(workspace.state)).toBe(before.state);
}

describe("the identity of previews", () => {
  it("has permissions to read and no other", () => {
    expect(readPermissions.length).toBeGreaterThan(3);
    expect(readPermissions.filter((permission) => !permission.endsWith(".Read.All"))).toEqual([]);
  });

  it("is watched by something that notices what writes", () => {
    expect(proxy.writing.some((one) => /^POST \/users\/[^/]+\/assignLicense$/.test(one))).toBe(true);
  });

  it("cannot assign a licence", async () => {
    const { log } = emulator.tenant;
    const before = log.length;
    const up = await workspace.run(["up", "--yes", "--skip-preview"], { env: asReader });
    expect(up.code).not.toBe(0);
    expect(up.output).toMatch(/LicenseAssignment\.ReadWrite\.All|403|privileges/);
    expect(log.length).toBe(before);
  });

  it.each([
    ["preview --diff", 0],
    ["preview --json", 0],
    ["preview --expect-no-changes", 7],
    ["stack output", 0],
  ])("runs %s without a request that writes, and leaves the state as it was", async (command, code) => {
    await expectReading(async () => {
      const run = await workspace.run(command.split(" "), { env: asReader });
      expect(run.code, run.output).toBe(code);
      if (command === "preview --diff") expect(run.output).toContain('+ megan@contoso.com: "ENTERPRISEPACK"');
    }, !command.startsWith("stack"));
  });

  it.skipIf(!canForbidWriting())("previews where nobody may write to the state", { timeout: 120_000 }, async () => {
    const engine = await engineThatCannotWriteTo(workspace.state, workspace.home);
    const env = { ...asReader, PATH: [engine, await engineFolder(), process.env["PATH"]].join(delimiter) };
    const refused = await workspace.run(["stack", "init", "another"], { env });
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(/read-only file system/i);
    const preview = await workspace.run(["preview", "--diff"], { env });
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain('+ megan@contoso.com: "ENTERPRISEPACK"');
    const drift = await workspace.run(["preview", "--expect-no-changes"], { env });
    expect(drift.code, drift.output).toBe(7);
  });
});

describe("commands that change no tenant", () => {
  const undo = {
    ...{ format: "m365-licenses/undo", version: 1, stack: "contoso", today: "2026-11-20", digest: "ab" },
    tenant: { id: "x", displayName: "Contoso" },
    principals: [],
  };
  /** What each is called with; none where it reads no tenant, or is for changing it. */
  const ways: Readonly<Record<string, readonly (readonly string[])[]>> = {
    plan: [["plan"], ["plan", "contoso", "--markdown", "--out", "kept"], ["plan", "--json"]],
    drift: [["drift"], ["drift", "--json"]],
    status: [["status"], ["status", "--json"]],
    doctor: [["doctor"], ["doctor", "--json"]],
    explain: [["explain", "adele@contoso.com"]],
    skus: [["skus"], ["skus", "--forecast"]],
    import: [
      ["import", "--stack", "imported"],
      ["import", "--by", "department", "--stack", "other"],
    ],
    reclaim: [
      ["reclaim", "--stack", "contoso"],
      ["reclaim", "--stack", "contoso", "--json"],
    ],
    restore: [["restore", "u.json", "--dry-run"]],
    validate: [["validate"]],
    catalog: [["catalog", "E3"]],
    comment: [["comment", "kept/contoso.plan.md"]],
    history: [["history", "--reports", "kept"]],
    site: [["site", "--reports", "kept", "--out", "page"]],
  };
  const others = ["init", "apply", "pulumi", "try", "emulator"];
  const withoutTenant = ["restore", "validate", "catalog", "comment", "history", "site"];

  it("are all tried", () => expect([...Object.keys(ways), ...others].sort()).toEqual([...commandNames].sort()));

  it.each(Object.entries(ways))("%s sends nothing that writes", { timeout: 120_000 }, async (name, calls) => {
    const { root, home, state } = workspace;
    writeFileSync(join(root, "u.json"), JSON.stringify(undo));
    const engine = engineEnvironment({ engineFolder: await engineFolder(), home, state });
    const known = Object.entries({ ...engine, ...asReader });
    const environment = Object.fromEntries(
      known.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
    for (const args of calls)
      await expectReading(async () => {
        const { out, err } = await commandLine(args, { folder: root, graph: proxy.url, environment });
        expect(out + err, args.join(" ")).not.toBe("");
        expect(out + err).not.toMatch(/forbidden|privileges/i);
      }, !withoutTenant.includes(name));
  });
});
