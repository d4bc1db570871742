import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../emulator/src/start";
import { connectTenant } from "../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { executePlan } from "../../src/plan/execute/execute-plan";
import { emptyLedger } from "../../src/plan/ledger/ledger-text";
import { observedLines } from "../../src/plan/ledger/observed-lines";
import { planTenant, planWithModel } from "../../src/plan/plan-tenant";
import { requestReads } from "../../src/plan/basis/request-reads";
import { loadStack } from "../../src/stack/load-stack";
import { validateStacks } from "../../src/stack/validate-stacks";
import { now } from "./support/stack-folder";
import { refusals } from "../../src/terms/refusals";

const root = join(__dirname, "../..");
const names = readdirSync(join(root, "stacks/examples"))
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(/\.yaml$/, ""))
  .sort();

interface Expected {
  /** Who is changed, and how; everybody else holds what is declared already. */
  readonly changes: Readonly<Record<string, string>>;
  /** What everybody holds after the run. */
  readonly lines: Readonly<Record<string, string>>;
  /** What the product knows about it. */
  readonly findings?: readonly string[];
}

const phone = "ENTERPRISEPACK, MCOEV, MCOPSTN1";
const conferencing = "ENTERPRISEPACK, MCOMEETADV";
const credits = "ENTERPRISEPREMIUM, MCOPSTNC";

const expected: Readonly<Record<string, Expected>> = {
  "calling-plans-abroad": {
    changes: {
      "anke@contoso.com": "grant",
      "emily@contoso.com": "grant",
      "harry@contoso.com": "grant",
      "juergen@contoso.com": "grant",
    },
    lines: {
      "anke@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN_6",
      "emily@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN5",
      "harry@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN5",
      "juergen@contoso.com": "ENTERPRISEPACK, MCOEV, MCOPSTN_6",
    },
  },
  "conferencing-by-the-minute": {
    changes: { "lidia@contoso.com": "grant", "raul@contoso.com": "grant" },
    lines: {
      "lidia@contoso.com": "ENTERPRISEPACK, MCOMEETACPEA, MCOPSTNC",
      "raul@contoso.com": "ENTERPRISEPACK, MCOMEETACPEA, MCOPSTNC",
    },
  },
  "conferencing-in-bulk": {
    changes: { "lee.sherman@contoso.com": "grant", "zoe@contoso.com": "grant" },
    lines: {
      "lee.sherman@contoso.com": conferencing,
      "mallory@contoso.com": conferencing,
      "zoe@contoso.com": conferencing,
    },
  },
  "conferencing-one-user": { changes: { "megan@contoso.com": "grant" }, lines: { "megan@contoso.com": conferencing } },
  "credits-in-bulk": {
    changes: { "bianca@contoso.com": "grant", "cameron@contoso.com": "grant", "enrico@contoso.com": "grant" },
    lines: { "bianca@contoso.com": credits, "cameron@contoso.com": credits, "enrico@contoso.com": credits },
  },
  "credits-one-user": { changes: { "lynne@contoso.com": "grant" }, lines: { "lynne@contoso.com": credits } },
  "e5-conferencing": {
    changes: {
      "debra@contoso.com": "grant",
      "irvin@contoso.com": "grant",
      "miriam@contoso.com": "grant",
      "patti@contoso.com": "grant",
    },
    lines: {
      "debra@contoso.com": "ENTERPRISEPREMIUM",
      "irvin@contoso.com": "ENTERPRISEPREMIUM_NOPSTNCONF, MCOMEETADV",
      "miriam@contoso.com": "ENTERPRISEPREMIUM_NOPSTNCONF",
      "patti@contoso.com": "ENTERPRISEPREMIUM",
    },
    // Once for each of the two E5 products.
    findings: ["info e5-without-credits", "info e5-without-credits"],
  },
  "hybrid-phone-lines": {
    changes: { "allan@contoso.com": "grant", "ben@contoso.com": "grant", "sean.o'brien@contoso.com": "grant" },
    lines: {
      "allan@contoso.com": "ENTERPRISEPACK, MCOEV",
      "ben@contoso.com": "ENTERPRISEPACK, MCOEV",
      "sean.o'brien@contoso.com": "ENTERPRISEPACK, MCOEV",
    },
  },
  "phone-in-bulk": {
    changes: {
      "diego@contoso.com": "grant",
      "grady@contoso.com": "grant",
      "isaiah@contoso.com": "grant",
      "nestor@contoso.com": "grant",
    },
    lines: {
      "diego@contoso.com": phone,
      "grady@contoso.com": phone,
      "isaiah@contoso.com": phone,
      "nestor@contoso.com": phone,
    },
  },
  "phone-one-user": { changes: { "adele@contoso.com": "grant" }, lines: { "adele@contoso.com": phone } },
};

const running: Emulator[] = [];
afterAll(() => Promise.all(running.map((emulator) => emulator.stop())));

it("are listed on their page", () => {
  const page = readFileSync(join(root, "stacks/examples/README.md"), "utf8");
  expect([...page.matchAll(/\]\(([a-z0-9-]+)\.yaml\)/g)].map((match) => match[1]).sort()).toEqual(names);
});

it("has an expectation for every example, and an example for every expectation", () => {
  expect(Object.keys(expected)).toEqual(names);
});

it("are stacks of one tenant that get along with each other", () => {
  expect(
    validateStacks(
      names.map((name) => `stacks/examples/${name}.yaml`),
      { now, root },
    ).problems,
  ).toEqual([]);
});

describe.each(names)("stacks/examples/%s.yaml", (name) => {
  it("is planned, applied, and then as declared", async () => {
    const loaded = loadStack(`stacks/examples/${name}.yaml`, { now, root });
    if (loaded.kind === "invalid") throw new Error(JSON.stringify(loaded.problems));
    const { desired, policy, today, findings } = loaded.stack;
    expect(findings).toEqual([]);

    const emulator = await startEmulator({ tenant: join(root, `stacks/examples/tenants/${name}.yaml`) });
    running.push(emulator);
    const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
    const ledger = emptyLedger("84841066-274d-4ec0-a5c1-276be684bdd3");
    const observed = await session.readTenant(requestReads(desired, ledger, policy));
    const planned = planWithModel({ desired, ledger, observed, policy, today });
    const { plan } = planned;
    expect(refusals(plan)).toEqual([]);
    expect(plan.losses).toEqual([]);
    expect(plan.findings.map((finding) => `${finding.severity} ${finding.code}`)).toEqual(
      expected[name]?.findings ?? [],
    );
    expect(Object.fromEntries(plan.transitions.map((transition) => [transition.name, transition.kind]))).toEqual(
      expected[name]?.changes,
    );
    expect(plan.lines.users).toEqual(expected[name]?.lines);

    const execution = await executePlan({ ...planned, port: session });
    expect(execution.outcomes.filter((outcome) => outcome.kind !== "applied")).toEqual([]);

    session.forget();
    const after = await session.readTenant(requestReads(desired, execution.ledger, policy));
    expect(observedLines({ ledger: execution.ledger, observed: after, policy }).users).toEqual(expected[name]?.lines);
    const again = planTenant({ desired, ledger: execution.ledger, observed: after, policy, today });
    expect(again.transitions).toEqual([]);
  });
});
