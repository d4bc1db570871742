import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandNames } from "../../../src/cli/program";
import type { Plan } from "../../../src/terms/plan";
import type { Execution } from "../../../src/terms/execution";
import { executionOf } from "../../report/executions";
import { e3 } from "../../report/plans";
import { commandLine, type Outcome } from "../command-line";
import { evil, evilFile, evilPerson, expectText } from "./names";
import { hostilePlan, reportsOf, Surroundings } from "./surroundings";

let place: Surroundings;
beforeEach(async () => {
  place = await Surroundings.create();
});
afterEach(() => place.dispose());

const head = "tenant: contoso.onmicrosoft.com\n";
const quoted = JSON.stringify(evil);

/** A stack in which nothing is as it should be. */
const invalid = `${head}${quoted}: x
include: [${JSON.stringify(`${evil}.yaml`)}]
bundles: { ${quoted}: [${quoted}] }
rules: { ${quoted}: error }
approve: [{ losses: 1, of: [${quoted}], until: 2026-12-31, reason: ${quoted} }]
release: [${quoted}]
assignments:
  - { name: ${quoted}, licenses: [${quoted}], users: [${quoted}], groups: [${quoted}], usersFrom: l.txt }
  - { name: ${quoted}, licenses: [{ sku: MCOEV, disable: [${quoted}], ${quoted}: 1 }], usersFrom: ${quoted} }
`;
const valid = `${head}assignments: [{ name: a, licenses: [ENTERPRISEPACK], users: [adele@contoso.com] }]\n`;

/** A stack in which somebody comes later, with a name that is as bad as a stack lets it be. */
function forecastStack(): string {
  const name = JSON.stringify("<img src=x onerror=ran()> ::error::x \u001b[31m");
  place.put(
    "stacks/later.yaml",
    `${head}assignments:
  - { name: ${name}, licenses: [ENTERPRISEPACK], users: [adele@contoso.com], from: 2027-01-01 }
`,
  );
  return "later";
}

interface Way {
  readonly args: readonly string[];
  readonly graph?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Stacks that cannot be used, in a file that is called like this. */
function putInvalid(file = `stacks/${evilFile}.yaml`): string {
  place.put("stacks/l.txt", `${evil}\n`);
  place.put("stacks/l.csv", `${evil},b\n${evil},c\n`);
  return place.put(file, invalid);
}

function putUndo(): string {
  const name = evil.replace(/[\p{Cc}\p{Zl}\p{Zp}\ud800]/gu, "");
  const plan = { id: name, name };
  const principals = [
    { principal: "user", id: name, name, currentName: name, licenses: [] },
    { principal: "group", id: name, name, currentName: name, licenses: [] },
  ].map((principal) => ({ ...principal, licenses: [{ skuId: name, partNumber: name, disabledPlans: [plan] }] }));
  const tenant = { id: name, displayName: evil };
  const about = { format: "m365-licenses/undo", version: 1, stack: "contoso", today: "2026-11-01", digest: "ab" };
  return place.put("u.json", JSON.stringify({ ...about, tenant, principals }));
}

function hostileRun(): Execution {
  const problem = { code: "no-seats", message: `Graph said ${evil}.`, remedy: `Mend ${evil}.`, requestId: evil };
  const of = (name: string) => ({ principal: "user" as const, id: name, name });
  return executionOf({
    outcomes: [
      { ...of(evil), kind: "failed", problem },
      { ...of(`${evil}@a`), kind: "skipped", why: evil },
      { ...of(`${evil}@b`), kind: "applied", note: evil },
    ],
    memberProblems: [{ userId: evil, name: evil, groupId: `id-${evil}`, skuId: e3, error: evil }],
    unfinishedGroups: [`id-${evil}`],
    stopped: true,
    interruption: new Error(evil),
  });
}

/** Everything that a plan says, done. */
function appliedRun(plan: Plan): Execution {
  return executionOf({
    outcomes: plan.transitions.map(({ principal, id, name }) => ({ principal, id, name, kind: "applied", note: evil })),
  });
}

const github = { GITHUB_REPOSITORY: "a/b", GITHUB_TOKEN: "t", GITHUB_REF: "refs/pull/1/merge" };

/** Every command, in every way in which somebody else's name comes to be printed. */
const ways: Readonly<Record<string, () => readonly Way[]>> = {
  init: () => [{ args: ["init", evil] }, { args: ["init", "contoso.com", "--stack", evil] }],
  validate: () => {
    putInvalid();
    const formats = ["text", "github", "azure", "gitlab", "json"];
    return [...formats.map((format) => ({ args: ["validate", "--format", format] })), { args: ["validate", evil] }];
  },
  plan: () => {
    putInvalid();
    const plan = { kind: "plan", plan: hostilePlan(), phase: "preview" } as const;
    const environment = place.engine(reportsOf("plan", plan));
    const refused = reportsOf("plan", {
      kind: "failed",
      problems: [{ code: "unexpected", message: evil, remedy: evil }],
    });
    place.put("stacks/contoso.yaml", valid);
    return [
      { args: ["plan"], environment },
      { args: ["plan", "contoso", "--markdown", "--out", "kept"], environment },
      { args: ["plan", "contoso"], environment: place.engine(refused, 1) },
      { args: ["plan", "contoso", "--out", "stacks/contoso.yaml/x"], environment },
    ];
  },
  apply: () => {
    const plan = hostilePlan();
    const { "contoso.plan.json": text = "" } = reportsOf("plan", { kind: "plan", plan, phase: "preview" });
    place.put("approved.json", text);
    const environment = place.engine(reportsOf("run", { kind: "applied", plan, execution: hostileRun() }), 1);
    return [
      { args: ["apply", "--approved", "approved.json", "--out", "kept"], environment },
      { args: ["apply", "--approved", evil], environment },
      { args: ["apply", "--approved", "approved.json", "--digest", evil], environment },
      { args: ["apply", "--approved", "approved.json", "--stack", evil], environment },
    ];
  },
  drift: () => {
    place.put("stacks/contoso.yaml", valid);
    putInvalid();
    const plan = { kind: "plan", plan: hostilePlan(), phase: "preview" } as const;
    return [{ args: ["drift"], environment: place.engine(reportsOf("plan", plan)) }];
  },
  doctor: () => {
    putInvalid("stacks/bad.yaml");
    place.put("Pulumi.yaml", "name: x\n");
    place.put(
      `state/.pulumi/locks/organization/x/y/${evilFile.replaceAll("/", "")}.json`,
      JSON.stringify({ hostname: evil }),
    );
    const list = JSON.stringify([{ name: evil }]);
    const says = (text: string, exitCode = 0) => place.saying(text, exitCode);
    return [
      { args: ["doctor"], graph: place.emulator.url, environment: says(list) },
      { args: ["doctor"], graph: place.refusing, environment: says(list) },
      { args: ["doctor"], graph: place.refusing, environment: says(evil, 1) },
      { args: ["doctor"], environment: { M365_LICENSES_ENGINE_DIR: evil, M365_LICENSES_GRAPH_ENDPOINT: evil } },
    ];
  },
  status: () => {
    putInvalid("stacks/bad.yaml");
    return [
      { args: ["status"], graph: place.emulator.url },
      { args: ["status", evil], graph: place.emulator.url },
      { args: ["status", "--stack", "bad"], graph: place.emulator.url },
      { args: ["status"], graph: place.refusing },
    ];
  },
  skus: () => [
    { args: ["skus"], graph: place.emulator.url },
    { args: ["skus", "--forecast", "--stack", forecastStack()], graph: place.emulator.url },
    { args: ["skus", "--forecast", "--stack", evil], graph: place.emulator.url },
    { args: ["skus"], graph: place.refusing },
    { args: ["skus"], graph: `http://127.0.0.1:1/${encodeURIComponent(evil.replace("\ud800", ""))}` },
  ],
  import: () => [
    { args: ["import", "--force"], graph: place.emulator.url },
    { args: ["import", "--force", "--stack", evil], graph: place.emulator.url },
    { args: ["import"], graph: place.refusing },
  ],
  explain: () => {
    place.put("stacks/contoso.yaml", valid);
    return [
      { args: ["explain", evilPerson], graph: place.emulator.url },
      { args: ["explain", "adele@contoso.com"], graph: place.emulator.url },
      { args: ["explain", evil, "--offline"] },
      { args: ["explain", "adele@contoso.com"], graph: place.refusing },
    ];
  },
  restore: () => {
    place.put("stacks/contoso.yaml", valid);
    place.put("bad.json", `{"format":"m365-licenses/undo","version":1,${quoted}:`);
    return [
      { args: ["restore", putUndo(), "--dry-run"] },
      { args: ["restore", evil] },
      { args: ["restore", "bad.json"] },
      { args: ["restore", putUndo(), "--stack", `../${evil}`] },
    ];
  },
  reclaim: () => {
    place.put("stacks/later.yaml", valid);
    return [
      { args: ["reclaim", "--stack", forecastStack(), "--out", "kept"], graph: place.emulator.url },
      { args: ["reclaim", "--stack", "later", "--write"], graph: place.emulator.url },
      { args: ["reclaim", "--stack", "later", "--only", evil], graph: place.emulator.url },
      { args: ["reclaim", "--stack", "later", "--days", evil], graph: place.emulator.url },
      { args: ["reclaim", "--stack", evil], graph: place.emulator.url },
      { args: ["reclaim", "--stack", "later"], graph: place.refusing },
    ];
  },
  history: () => {
    const plan = hostilePlan();
    const { "contoso.run.json": text = "" } = reportsOf("run", { kind: "applied", plan, execution: appliedRun(plan) });
    place.put("reports/a.json", text);
    place.put(`reports/${evilFile.replaceAll("/", "")}.json`, "{");
    return [
      { args: ["history", "--reports", "reports"] },
      { args: ["history", evil, "--reports", "reports"] },
      { args: ["history", "--reports", evil] },
      { args: ["history", "--git", "reports"], environment: { PATH: process.env["PATH"] ?? "" } },
      { args: ["history", "--since", evil] },
    ];
  },
  site: () => {
    const { "contoso.plan.json": text = "" } = reportsOf("plan", {
      kind: "plan",
      plan: hostilePlan(),
      phase: "preview",
    });
    place.put("reports/a.json", text);
    place.put(`reports/${evilFile.replaceAll("/", "")}.json`, "{");
    return [
      { args: ["site", "--reports", "reports", "--out", "kept"] },
      { args: ["site", "--reports", evil, "--out", "kept"] },
      { args: ["site", "--reports", "reports", "--out", "reports/a.json/x"] },
    ];
  },
  comment: () => {
    const file = place.put(`${evilFile}.md`, "<!-- m365-licenses: contoso -->\n");
    return [
      { args: ["comment", file] },
      { args: ["comment", evil] },
      { args: ["comment", file], environment: { ...github, GITHUB_API_URL: place.refusing } },
    ];
  },
  catalog: () => {
    const columns =
      "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names";
    const row = JSON.stringify(evil.replaceAll('"', ""));
    const id = "11111111-2222-3333-4444-555555555555";
    place.put("t.csv", `${columns}\n"${evil}","${evil}",${id},"${evil}",${id},"${evil}"\n`);
    place.put("bad.csv", `${row},${row}\n`);
    return [
      { args: ["catalog", evil] },
      { args: ["catalog", "--table", "t.csv"] },
      { args: ["catalog", id, "--table", "t.csv"] },
      { args: ["catalog", "--table", "bad.csv"] },
      { args: ["catalog", "--table", evil] },
    ];
  },
  // What the engine says is the engine's: these two say only why there is none.
  pulumi: () => [{ args: ["pulumi", evil], environment: { M365_LICENSES_ENGINE_DIR: evil } }],
  try: () => [{ args: ["try"], environment: { M365_LICENSES_ENGINE_DIR: evil } }],
  emulator: () => {
    const person = `{ userPrincipalName: ${quoted}, ${quoted}: 1, licenses: [${quoted}] }`;
    place.put(`${evilFile}.yaml`, `verifiedDomains: [c.com]\nusers: [${person}]\n`);
    place.put("names.yaml", `verifiedDomains: [c.com]\nskus: [{ sku: x, servicePlans: [${quoted}] }]\n`);
    return [
      { args: ["emulator", evil] },
      { args: ["emulator", `${evilFile}.yaml`] },
      { args: ["emulator", "names.yaml"] },
      { args: ["emulator", "names.yaml", "--set", evil] },
      { args: ["emulator", `--${evil}`] },
    ];
  },
};

const forms = [
  { form: "text", more: [], terminal: false },
  { form: "text on a terminal", more: [], terminal: true },
  { form: "JSON", more: ["--json"], terminal: false },
] as const;

async function run(
  { args, graph, environment = {} }: Way,
  { more, terminal }: (typeof forms)[number],
): Promise<Outcome> {
  const at = graph === undefined ? {} : { graph };
  return commandLine([...args, ...more], { folder: place.folder, environment, terminal, ...at });
}

describe("whatever things are called", () => {
  it("is tried with every command that there is", () =>
    expect(Object.keys(ways).sort()).toEqual([...commandNames].sort()));

  describe.each(commandNames)("%s", (name) => {
    it.each(forms)("prints text and nothing else, as $form", { timeout: 60_000 }, async (form) => {
      for (const way of ways[name]?.() ?? []) {
        const { out, err } = await run(way, form);
        expect(out + err, way.args.join(" ")).not.toBe("");
        const status = err.replaceAll(/\r\u001b\[K/g, "\n");
        expectText(form.terminal ? status : err, { colours: form.terminal });
        expectText(out, { colours: form.terminal, annotations: way.args.includes("--format") });
        if (form.form === "JSON" && !way.args.includes("--format") && out !== "") JSON.parse(out);
      }
      for (const file of readdirSync(place.folder, { recursive: true, encoding: "utf8" }))
        if (/^kept\/|^stacks\/(contoso|lists)/.test(file) && /\.\w+$/.test(file))
          expectText(readFileSync(join(place.folder, file), "utf8"));
    });
  });

  it("is written in one place: no command has another way out", () => {
    const source = join(__dirname, "../../../src");
    const of = (pattern: RegExp) =>
      readdirSync(source, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && pattern.test(readFileSync(join(source, file), "utf8")))
        .sort();
    expect(of(/process\.std(out|err)|\bconsole\./)).toEqual(["cli/main.ts"]);
    expect(of(/\.writeEscaped\b/)).toEqual(["cli/commands/validate.ts", "cli/context.ts"]);
    expect(of(/\.writePainted\b/)).toEqual(["cli/commands/validate.ts", "cli/context.ts"]);
  });

  it("refuses a command or an option that is not known without obeying it", async () => {
    for (const args of [[evil], ["skus", `--${evil}`], ["plan", "a", "b", "--out"], ["validate", "--format", evil]]) {
      const { code, out, err } = await commandLine(args, { folder: place.folder });
      expect(code).toBe(1);
      expectText(out);
      expectText(err);
    }
  });
});
