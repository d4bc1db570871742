import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "../support/contoso";
import { drawKill, randomOf, upCutOff } from "../support/kills";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const count = 120;
const everybody = Object.keys(crowd(count)).map((name) => `${name}@contoso.com`);

const strangersGifts = [
  ["p1@contoso.com", "ENTERPRISEPACK"],
  ["p2@contoso.com", "VISIOCLIENT"],
  ["p70@contoso.com", "ENTERPRISEPACK"],
] as const;

async function giveAgain(name: string, sku: string): Promise<void> {
  if (!(await scenario.admin.holds(name)).includes(sku)) await scenario.admin.assign(name, [sku]);
}

/** Half of the people have E1, which the stack gave; strangers gave some what the wrong file would give them. */
const tenant = () =>
  contoso({
    people: { ...crowd(count), p1: ["ENTERPRISEPACK"], p2: ["VISIOCLIENT"], p70: ["ENTERPRISEPACK"] },
    seats: { ENTERPRISEPACK: 300, STANDARDPACK: 300, VISIOCLIENT: 300 },
    groups: [{ displayName: "Sales", members: ["p3@contoso.com", "p4@contoso.com"] }],
    settings: { latencyMs: 60 },
  });

const stack = (assignments: string): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 1000000 }
assignments:
${assignments}
`;

const staff = everybody.slice(0, 60);

const right = stack(`  - { name: staff, licenses: [STANDARDPACK], users: [${staff.join(", ")}] }`);

/** E3 instead of E1, E3 to those who had nothing, Visio to all, a licence for a group. */
const wrong = stack(`  - { name: staff, licenses: [ENTERPRISEPACK, VISIOCLIENT], users: [${everybody.join(", ")}] }
  - { name: sales, licenses: [ENTERPRISEPREMIUM], groups: [Sales] }`);

/** What everybody holds, and on which way; not when it was given. */
function holdings({ emulator }: Scenario): Readonly<Record<string, string>> {
  const { users, groups } = emulator.tenant.state;
  const people = [...users.values()].map((user): [string, string] => [
    user.userPrincipalName,
    user.states
      .map(({ skuId, assignedByGroup, disabledPlans }) => `${skuId} ${assignedByGroup} ${disabledPlans.join()}`)
      .sort()
      .join("; "),
  ]);
  const teams = [...groups.values()].map((group): [string, string] => [
    group.displayName,
    group.licenses.map(({ skuId }) => skuId).join(),
  ]);
  return Object.fromEntries([...people, ...teams]);
}

const runs = Number(process.env["M365_LICENSES_KILLS"] ?? 3);
const seed = Number(process.env["M365_LICENSES_KILLS_SEED"] ?? 7);

describe("a run that was cut off, and a file that was put back", () => {
  it(
    `leaves nobody with what only that run gave, and takes nothing that others gave, ${runs} times`,
    async () => {
      scenario = await createScenario(tenant());
      scenario.stack(right);
      const begun = await scenario.up();
      expect(begun.code, begun.output).toBe(0);
      const before = holdings(scenario);
      const random = randomOf(seed);
      for (let run = 0; run < runs; run += 1) {
        const kill = drawKill(random, 400);
        scenario.stack(wrong);
        const cut = await upCutOff(scenario, kill);
        scenario.stack(right);
        const back = await scenario.up();
        // A run that could say what it has done owns what it found as declared, and gives that up with the rest.
        const told = /\d+ done/.test(cut);
        const said = `run ${run} of seed ${seed}, ${JSON.stringify(kill)}\n${cut}\n${back.output}`;
        expect(back.code, said).toBe(0);
        if (told) for (const [name, sku] of strangersGifts) await giveAgain(name, sku);
        expect(holdings(scenario), said).toEqual(before);
        if (runs > 10) process.stdout.write(`${run + 1} of ${runs}: ${JSON.stringify(kill)}${told ? ", told" : ""}\n`);
      }
      const preview = await scenario.workspace.run(["preview", "--expect-no-changes"]);
      expect(preview.code, preview.output).toBe(0);
    },
    180_000 + runs * 60_000,
  );

  it("forgets nothing that Graph had taken and not yet shown when it was stopped", async () => {
    scenario = await createScenario({ ...tenant(), settings: { latencyMs: 60, replicationLagMs: 4_000 } });
    scenario.stack(right);
    const begun = await scenario.up();
    expect(begun.code, begun.output).toBe(0);
    const before = holdings(scenario);
    scenario.stack(wrong);
    const cut = await upCutOff(scenario, { victim: "engine", signal: "SIGTERM", after: { changes: 1 } });
    expect(cut).toContain("1 failed, 120 not sent");
    expect(holdings(scenario)["Sales"]).not.toBe(before["Sales"]);
    scenario.stack(right);
    const back = await scenario.up();
    expect(back.code, back.output).toBe(0);
    expect(back.output).toContain('- Sales: "ENTERPRISEPREMIUM"');
    // Members to whom it came after that plan was made lose it by a plan that says so.
    const again = await scenario.up();
    expect(again.code, again.output).toBe(0);
    expect(holdings(scenario)["Sales"], `${cut}\n${back.output}\n${again.output}`).toBe(before["Sales"]);
  });

  it("is made good where it was the first of its stack", async () => {
    scenario = await createScenario(tenant());
    const before = holdings(scenario);
    scenario.stack(wrong);
    await upCutOff(scenario, { victim: "engine", signal: "SIGKILL", after: { changes: 40 } });
    expect(holdings(scenario)).not.toEqual(before);
    scenario.stack(right);
    const back = await scenario.up();
    expect(back.code, back.output).toBe(0);
    expect(await scenario.admin.holds("p5@contoso.com")).toEqual(["STANDARDPACK"]);
    const after = holdings(scenario);
    const e1 = after["p5@contoso.com"]!;
    const expected = Object.entries(before).map(([name, held]) =>
      staff.includes(name) ? [name, [e1, ...(held === "" ? [] : [held])].sort().join("; ")] : [name, held],
    );
    expect(after).toEqual(Object.fromEntries(expected));
  });
});
