import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { contoso } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";
import { commandsIn } from "../support/commands-in";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: Readonly<Record<string, string>>): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 25 }
assignments:
${Object.entries(people)
  .map(([name, license]) => `  - { name: ${name}, licenses: [${license}], users: [${name}@contoso.com] }`)
  .join("\n")}
`;

/** Monday: adele joins, diego gets E5 for E3, megan leaves, pat stays. */
const before = { diego: "ENTERPRISEPACK", megan: "VISIOCLIENT", pat: "STANDARDPACK" };
const after = { adele: "ENTERPRISEPACK", diego: "ENTERPRISEPREMIUM", pat: "STANDARDPACK" };

async function approvedOnMonday(seats: Readonly<Record<string, number>> = {}) {
  scenario = await createScenario(
    contoso({ people: { adele: [], diego: [], megan: [], pat: [], stranger: ["MCOEV"] }, seats }),
  );
  const cli = await commandsIn(scenario);
  scenario.stack(stack(before));
  const begun = await scenario.up();
  expect(begun.code, begun.output).toBe(0);
  scenario.stack(stack(after));
  const planned = await cli("plan", "contoso", "--out", "reports");
  expect(planned.code, planned.out).toBe(0);
  const file = join(scenario.workspace.root, "reports/contoso.plan.json");
  const { digest } = (JSON.parse(readFileSync(file, "utf8")) as { plan: { digest: string } }).plan;
  const from = logLength(scenario.emulator);
  return {
    ...scenario,
    cli,
    from,
    friday: () => cli("apply", "--approved", "reports/contoso.plan.json", "--digest", digest, "--out", "done"),
  };
}

const all = ["adele", "diego", "megan", "pat", "stranger"] as const;

async function holdings(): Promise<Readonly<Record<string, readonly string[]>>> {
  const held = await Promise.all(all.map((name) => scenario.admin.holds(`${name}@contoso.com`)));
  return Object.fromEntries(all.map((name, at) => [name, held[at]!]));
}

/** Whom applications have written to since. */
function writtenTo(from: number): readonly string[] {
  const { log, state } = scenario.emulator.tenant;
  const ids = log.slice(from).flatMap(({ actor, change }) => {
    if (actor.kind !== "application") return [];
    return change.kind === "stateSet" || change.kind === "stateRemoved" ? [change.userId] : [];
  });
  return [...new Set(ids)].map((id) => (state.users.get(id)?.userPrincipalName ?? id).replace(/@.*/, "")).sort();
}

describe("approved on Monday, applied on Friday", () => {
  it("is exactly what was approved where only something else has moved", async () => {
    const { friday, admin, from } = await approvedOnMonday();
    await admin.assign("stranger@contoso.com", ["VISIOCLIENT"], ["MCOEV"]);
    await admin.request("PATCH", "/users/pat@contoso.com", { displayName: "Pat the second" });
    const moved = logLength(scenario.emulator);
    const done = await friday();
    expect(done.code, done.out + done.err).toBe(0);
    expect(await holdings()).toEqual({
      ...{ adele: ["ENTERPRISEPACK"], diego: ["ENTERPRISEPREMIUM"], megan: [], pat: ["STANDARDPACK"] },
      stranger: ["VISIOCLIENT"],
    });
    expect(moved).toBeGreaterThan(from);
    expect(writtenTo(moved)).toEqual(["adele", "diego", "megan"]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("leaves alone whoever is otherwise now, says who, and does the rest as approved", async () => {
    const { friday, admin } = await approvedOnMonday();
    // Somebody has given diego a plan selection of another kind, and taken what megan was to lose.
    await admin.assign("diego@contoso.com", ["MCOEV"]);
    await admin.assign("megan@contoso.com", [], ["VISIOCLIENT"]);
    await admin.assign("megan@contoso.com", ["STANDARDPACK"]);
    const moved = logLength(scenario.emulator);
    const done = await friday();
    expect(done.out + done.err).toMatch(/not-approved|not in the approved plan/);
    expect(done.out + done.err).toContain("diego@contoso.com");
    expect(await holdings()).toMatchObject({
      ...{ adele: ["ENTERPRISEPACK"], diego: ["ENTERPRISEPACK", "MCOEV"], megan: ["STANDARDPACK"] },
      pat: ["STANDARDPACK"],
    });
    expect(writtenTo(moved)).toEqual(["adele"]);
  });

  it("takes from nobody who came after, by a stack that went on without them", async () => {
    const { friday, admin } = await approvedOnMonday();
    // The file went on without pat, and somebody gave megan back what she is to lose, with another plan off.
    scenario.stack(stack({ adele: "ENTERPRISEPACK", diego: "ENTERPRISEPREMIUM" }));
    await admin.assign("pat@contoso.com", [], ["STANDARDPACK"]);
    await admin.assign("pat@contoso.com", ["STANDARDPACK"]);
    const moved = logLength(scenario.emulator);
    const done = await friday();
    expect(done.out + done.err).toContain("pat@contoso.com");
    expect((await holdings())["pat"]).toEqual(["STANDARDPACK"]);
    expect(writtenTo(moved)).not.toContain("pat");
  });

  it("is refused whole where the seats are gone, with how many, and nothing is written", async () => {
    const { friday, emulator } = await approvedOnMonday({ ENTERPRISEPREMIUM: 1 });
    administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPREMIUM", units: { enabled: 0 } });
    const moved = logLength(emulator);
    const done = await friday();
    expect(done.code).toBe(1);
    expect(done.out + done.err).toContain("seats-short");
    expect(done.out + done.err).toContain("diego@contoso.com");
    expect(writtenTo(moved)).toEqual([]);
  });

  it("is refused where another run has used the approval of its losses, and nothing is written", async () => {
    const { friday, emulator } = await approvedOnMonday();
    // On Wednesday somebody else lost what the limit allows for the week.
    const tight = (people: Readonly<Record<string, string>>) => stack(people).replace("atMost: 25", "atMost: 1");
    scenario.stack(tight({ diego: "ENTERPRISEPACK", megan: "VISIOCLIENT" }));
    const wednesday = await scenario.up();
    expect(wednesday.code, wednesday.output).toBe(0);
    expect((await holdings())["pat"]).toEqual([]);
    scenario.stack(tight({ adele: "ENTERPRISEPACK", diego: "ENTERPRISEPREMIUM" }));
    const moved = logLength(emulator);
    const done = await friday();
    expect(done.code).toBe(1);
    expect(done.out + done.err).toContain("too-many-losses");
    expect(writtenTo(moved)).toEqual([]);
  });
});
