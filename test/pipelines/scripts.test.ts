import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { azureDevOpsSubject, gitLabSubjectComponents } from "../../src/identities/federated-subjects";
import { gitHubPipeline, gitLabPipeline, type PipelineTrust } from "../../src/identities/pipeline-trust";
import { HostClis, idOf } from "./support/host-clis";
import type { Call } from "./support/host-commands";

const root = resolve(__dirname, "../..");
const state = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";

let folder: string;
let clis: HostClis;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "scripts-"));
  clis = await HostClis.start(join(folder, "bin"));
});
afterEach(async () => {
  await clis.stop();
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

async function bash(script: string, environment: object = {}, input = ""): Promise<Outcome> {
  const child = spawn("bash", ["-euo", "pipefail", "-c", script], {
    cwd: root,
    env: {
      PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
      TMPDIR: folder,
      STATE_SCOPE: `${state}/blobServices/default/containers/licences`,
      PULUMI_BACKEND_URL: "azblob://licences?storage_account=a",
      ...environment,
    },
  });
  child.stdin.on("error", () => undefined).end(input);
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, out, err };
}

const calls = (): readonly Call[] => clis.calls;

/** Which identity has which client id, as the script prints it. */
function identitiesIn(out: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...out.matchAll(/LICENCES_(\w+)_CLIENT_ID=(\S+)/g)].map(([, identity = "", id = ""]) => [
      id,
      identity.toLowerCase(),
    ]),
  );
}

/** Issuer, subject and audience by identity, as they were created. */
function trusted(out: string): Readonly<Record<string, readonly unknown[]>> {
  const identities = identitiesIn(out);
  const created: Record<string, unknown[]> = { preview: [], apply: [], expiries: [] };
  for (const { name, options, json } of calls())
    if (name === "az ad app federated-credential create") {
      const { issuer, subject, audiences } = json ?? {};
      created[identities[options["id"] ?? ""] ?? "?"]?.push({ issuer, subject, audiences });
    }
  return created;
}
const wanted = (trust: Required<PipelineTrust>) =>
  Object.fromEntries(
    Object.entries(trust).map(([identity, all]) => [
      identity,
      all.map((one) => ({
        issuer: one.issuer,
        subject: "subject" in one ? one.subject : undefined,
        audiences: [one.audience],
      })),
    ]),
  );

describe("identities.sh", () => {
  const devOps = (name: string) => [
    azureDevOpsSubject("https://vstoken.dev.azure.com/org-id", `sc://contoso/licences/licences-${name}`),
  ];
  it.each([
    ["github contoso/licences", "", gitHubPipeline("contoso/licences")],
    ["github contoso/licences", "repo:contoso@1/licences@22", gitHubPipeline("contoso@1/licences@22")],
    ["gitlab contoso/licences", "", gitLabPipeline("contoso/licences")],
    [
      "gitlab contoso/it/licences https://git.contoso.com",
      "",
      gitLabPipeline("contoso/it/licences", "https://git.contoso.com"),
    ],
    [
      "azure-devops https://dev.azure.com/contoso licences",
      "",
      { preview: devOps("preview"), apply: devOps("apply"), expiries: devOps("expiries") },
    ],
  ])("%s, subjects %j: makes each identity believe what `pipeline-trust` says", async (args, prefix, trust) => {
    clis.subjectPrefix = prefix;
    const { status, out, err } = await bash(`bash pipelines/identities.sh ${args}`);
    expect(status, err).toBe(0);
    expect(trusted(out)).toEqual(wanted(trust));
    expect(out.split("\n").map((line) => line.replace(/=.*/, ""))).toEqual([
      "AZURE_TENANT_ID",
      "LICENCES_PREVIEW_CLIENT_ID",
      "LICENCES_APPLY_CLIENT_ID",
      "LICENCES_EXPIRIES_CLIENT_ID",
      "",
    ]);
    expect(readdirSync(folder)).toEqual(["bin"]);
  });

  it("gives each its permissions, and the state to read alone to the one that previews", async () => {
    const { out } = await bash("bash pipelines/identities.sh github contoso/licences");
    const identities = identitiesIn(out);
    const roles = calls().filter(({ name }) => name === "az role assignment create");
    expect(roles.map(({ options }) => [options["role"], options["scope"]])).toEqual([
      ["Storage Blob Data Reader", `${state}/blobServices/default/containers/licences`],
      ["Storage Blob Data Contributor", `${state}/blobServices/default/containers/licences`],
      ["Storage Blob Data Contributor", `${state}/blobServices/default/containers/licences`],
    ]);
    const granted = calls().filter(({ name, options }) => name === "az rest" && options["method"] === "POST");
    expect(
      granted.map(({ json }) => json?.["principalId"]).filter((one, at, all) => all.indexOf(one) === at),
    ).toHaveLength(3);
    expect(granted).toHaveLength(4 + 5 + 5);
    expect(Object.values(identities)).toEqual(["preview", "apply", "expiries"]);
  });

  it("lets apply alone write groups, where a stack makes some", async () => {
    await bash("bash pipelines/identities.sh github contoso/licences", { MAKE_GROUPS: "yes" });
    const posted = calls().filter(({ name, options }) => name === "az rest" && options["method"] === "POST");
    const granted = posted.map(({ json }) => [json?.["principalId"], json?.["appRoleId"]].join(" "));
    expect(granted).toHaveLength(4 + 5 + 5 + 3);
    const having = (permission: string) => granted.filter((one) => one.endsWith(` ${idOf(permission)}`));
    expect([having("Group.ReadWrite.All").length, having("Group.Read.All").length]).toEqual([1, 2]);
    const [writer = ""] = having("LicenseAssignment.ReadWrite.All").map((one) => one.split(" ")[0]);
    expect(having("Group.ReadWrite.All")[0]).toContain(writer);
  });

  it("leaves the nightly identity nobody but the people of a unit, where one is named", async () => {
    await bash("bash pipelines/identities.sh github contoso/licences", { EXPIRIES_UNIT: "unit-1", WRITE_USERS: "yes" });
    const granted = calls().filter(({ name, options }) => name === "az rest" && options["method"] === "POST");
    expect(granted.filter(({ options }) => options["uri"]?.includes("appRoleAssignments") === true)).toHaveLength(
      4 + 6 + 4,
    );
    expect(granted.find(({ options }) => options["uri"]?.includes("roleManagement") === true)?.json).toMatchObject({
      roleDefinitionId: "4d6ac14f-3453-41d0-bef9-a3e0c569773a",
      directoryScopeId: "/administrativeUnits/unit-1",
    });
  });

  it.each(["gitlab contoso/licences", "azure-devops https://dev.azure.com/contoso licences"])(
    "%s makes nothing twice",
    async (args) => {
      await bash(`bash pipelines/identities.sh ${args}`, { EXPIRIES_UNIT: "unit-1" });
      const first = calls().length;
      const { status, err } = await bash(`bash pipelines/identities.sh ${args}`, { EXPIRIES_UNIT: "unit-1" });
      expect(status, err).toBe(0);
      const made = calls()
        .slice(first)
        .filter(({ name, options }) => name.endsWith(" create") || options["method"] === "POST");
      // An assignment of a role that is there is answered with what is there.
      expect(new Set(made.map(({ name }) => name))).toEqual(new Set(["az role assignment create"]));
    },
  );

  it.each(["", "svn x", "github", "azure-devops https://dev.azure.com/contoso"])(
    "says how it is used: %s",
    async (args) => {
      const { status, err } = await bash(`bash pipelines/identities.sh ${args}`);
      expect(status).toBe(2);
      expect(err).toContain("Usage: bash identities.sh github OWNER/NAME");
      expect(calls()).toEqual([]);
    },
  );
});

const printed =
  "AZURE_TENANT_ID=tenant\nLICENCES_PREVIEW_CLIENT_ID=p\nLICENCES_APPLY_CLIENT_ID=a\nLICENCES_EXPIRIES_CLIENT_ID=e\n";
const variables = [
  "AZURE_TENANT_ID",
  "LICENCES_PREVIEW_CLIENT_ID",
  "LICENCES_APPLY_CLIENT_ID",
  "LICENCES_EXPIRIES_CLIENT_ID",
  "PULUMI_BACKEND_URL",
];

const azureSettings = (environment: object = {}) =>
  bash(
    "bash pipelines/azure-devops/settings.sh https://dev.azure.com/contoso licences licences '[licences]\\Approvers'",
    environment,
    printed,
  );

describe("settings.sh", () => {
  it("of GitHub asks for the one check and for code owners, and keeps the writing environments to main", async () => {
    const run = () =>
      bash("bash pipelines/github/settings.sh contoso/licences approvers", { MERGE_QUEUE: "yes" }, printed);
    const { status, err } = await run();
    expect(status, err).toBe(0);
    const sent = (path: string) => calls().filter(({ rest }) => rest[0] === `repos/contoso/licences/${path}`);
    expect(sent("environments/licences")[0]?.json).toMatchObject({
      reviewers: [{ type: "Team", id: 42 }],
      prevent_self_review: true,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    expect(sent("environments/licences-preview")[0]?.json).toEqual({ deployment_branch_policy: null });
    for (const environment of ["licences", "licences-expiries"])
      expect(
        sent(`environments/${environment}/deployment-branch-policies`).map(({ options }) => options["field"]),
      ).toEqual([undefined, "name=main"]);
    expect(
      calls()
        .filter(({ name }) => name === "gh variable set")
        .map(({ rest }) => rest[0]),
    ).toEqual(variables);
    const [, rules] = sent("rulesets");
    expect(rules?.json?.["rules"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: "merge_queue" }),
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: false,
            required_status_checks: [{ context: "licences", integration_id: 15368 }],
          },
        },
      ]),
    );
    expect(JSON.stringify(rules?.json)).toContain('"require_code_owner_review":true');
    const first = calls().length;
    expect((await run()).status).toBe(0);
    expect(
      calls()
        .slice(first)
        .filter(({ options, rest }) => options["method"] === "POST" && rest[0]?.endsWith("rulesets")),
    ).toEqual([]);
  });

  it("of GitLab puts into subjects what `gitLabJobSubject` expects, and protects main and environments", async () => {
    const { status, err } = await bash(
      "bash pipelines/gitlab/settings.sh contoso/licences 77 contoso fabrikam",
      {},
      printed,
    );
    expect(status, err).toBe(0);
    const sent = (method: string, path: string) =>
      calls().filter(
        ({ options, rest }) => options["method"] === method && rest[0] === `projects/contoso%2Flicences${path}`,
      );
    expect(sent("PUT", "")[0]?.json).toMatchObject({
      ci_id_token_sub_claim_components: [...gitLabSubjectComponents],
      ci_allow_fork_pipelines_to_run_in_parent_project: false,
    });
    expect(sent("POST", "/protected_branches")[0]?.json).toMatchObject({ code_owner_approval_required: true });
    expect(sent("POST", "/protected_environments").map(({ json }) => json?.["name"])).toEqual([
      "licences/contoso",
      "licences/fabrikam",
    ]);
    expect(sent("POST", "/pipeline_schedules")[0]?.json).toMatchObject({ ref: "main", cron: "17 3 * * *" });
    expect(
      calls()
        .filter(({ name }) => name === "glab variable set")
        .map(({ rest }) => rest[0]),
    ).toEqual(variables);
  });

  it("of Azure DevOps puts approval and branch on connections, where no pipeline can leave them out", async () => {
    await bash("bash pipelines/identities.sh azure-devops https://dev.azure.com/contoso licences");
    clis.calls.length = 0;
    const { status, err } = await azureSettings();
    expect(status, err).toBe(0);
    const group = calls().find(({ name }) => name === "az pipelines variable-group create");
    expect(group?.variables.map((one) => one.split("=")[0]).sort()).toEqual([...variables].sort());
    const checks = calls().filter(
      ({ name, options }) => name === "az devops invoke" && options["http-method"] === "POST",
    );
    expect(checks.map(({ json }) => (json?.["type"] as { name: string } | undefined)?.name)).toEqual([
      "Approval",
      "Task Check",
      "Task Check",
    ]);
    for (const { json } of checks)
      expect(json).toMatchObject({ resource: { type: "endpoint", id: expect.any(String) } });
    expect(calls().filter(({ name }) => /^az repos policy .* create$/.test(name))).toHaveLength(3);
  });

  it("of Azure DevOps makes nothing twice, and sets again what was changed", async () => {
    await bash("bash pipelines/identities.sh azure-devops https://dev.azure.com/contoso licences");
    await azureSettings();
    const first = calls().length;
    const { status, err } = await azureSettings({ PULUMI_BACKEND_URL: "azblob://moved" });
    expect(status, err).toBe(0);
    const again = calls().slice(first);
    expect(again.filter(({ name }) => name.endsWith(" create"))).toEqual([]);
    expect(again.filter(({ name }) => /^az repos policy .* update$/.test(name))).toHaveLength(3);
    const sent = again.filter(({ name, options }) => name === "az devops invoke" && options["in-file"] !== undefined);
    expect(sent.map(({ options }) => options["http-method"])).toEqual(["PATCH", "PATCH", "PATCH"]);
    expect(
      again.find(({ name, options }) => name.endsWith("variable update") && options["name"] === "PULUMI_BACKEND_URL")
        ?.options["value"],
    ).toBe("azblob://moved");
  });

  it.each(["github", "gitlab", "azure-devops"])(
    "of %s says what is missing, before it sends anything",
    async (host) => {
      const { status, err } = await bash(`bash pipelines/${host}/settings.sh`);
      expect(status).not.toBe(0);
      expect(err).toMatch(/is missing/);
      expect(calls()).toEqual([]);
    },
  );
});

describe("the commands of docs/pipeline-identities.md", () => {
  const page = readFileSync(join(root, "docs/pipeline-identities.md"), "utf8");
  const blocks = [...page.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

  it("run as they stand, one after the other, and name the subjects of `pipeline-trust`", async () => {
    expect(blocks.length).toBeGreaterThanOrEqual(6);
    const { status, err } = await bash(blocks.join("\n"), {}, printed);
    expect(status, err).toBe(0);
    expect(calls().filter(({ name }) => name.startsWith("az ")).length).toBeGreaterThan(15);
    const subjects = calls()
      .filter(({ name }) => name === "az ad app federated-credential create")
      .map(({ json }) => json?.["subject"]);
    for (const trust of [gitHubPipeline("contoso/licences"), gitLabPipeline("contoso/licences")])
      for (const { subject } of Object.values(wanted(trust)).flat()) expect(subjects).toContain(subject);
  });

  it("are told from what az has not", async () => {
    expect((await bash("az ad app create --name x")).err).toContain("az ad app create has no option --name");
    expect((await bash("az ad app creat --display-name x")).err).toContain("is no command");
    expect((await bash("az ad sp create")).err).toContain("needs --id");
  });
});
