import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../../support/engine";
import { contoso, crowd } from "../support/contoso";
import { logLength, lostMoments } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";
import { commandsIn } from "../support/commands-in";

let scenario: Scenario;
let elsewhere: Workspace | undefined;
afterEach(async () => {
  await elsewhere?.dispose();
  await scenario.dispose();
  elsewhere = undefined;
});

const locked = /the stack is currently locked by 1 lock\(s\)[\s\S]*pulumi cancel/;
const up = ["up", "--yes", "--skip-preview"] as const;

const stack = (licenses: string, people: readonly string[], more = ""): string => `
tenant: contoso.onmicrosoft.com
${more}
assignments:
  - { name: staff, licenses: [${licenses}], users: [${people.map((name) => `${name}@contoso.com`).join(", ")}] }
`;

const names = Object.keys(crowd(60));
const slow = { latencyMs: 60 };

/** Until a run has written something; its requests are slow then, until the other has had its turn. */
async function heldAtFirstWrite<Answer>({ emulator: { tenant } }: Scenario, meanwhile: () => Promise<Answer>) {
  const before = tenant.log.length;
  await expect.poll(() => tenant.log.length, { interval: 2, timeout: 60_000 }).toBeGreaterThan(before);
  tenant.configure({ ...tenant.settings(), latencyMs: 3_000 });
  try {
    return await meanwhile();
  } finally {
    tenant.configure({ ...tenant.settings(), ...slow });
  }
}

describe("two pipelines at once on one stack", () => {
  it("one is refused with what to do and writes nothing, and finds nothing to do once it is run again", async () => {
    scenario = await createScenario(contoso({ people: crowd(60), seats: { ENTERPRISEPACK: 60 }, settings: slow }));
    const { emulator, workspace } = scenario;
    scenario.stack(stack("ENTERPRISEPACK", names));
    const first = scenario.startUp();
    const loser = await heldAtFirstWrite(scenario, () => workspace.run(up));
    expect(loser.code).not.toBe(0);
    expect(loser.output).toMatch(locked);
    const { code, output } = await first.finished;
    expect(code, output).toBe(0);
    const written = logLength(emulator);
    const again = await workspace.run(up);
    expect(again.code, again.output).toBe(0);
    expect(logLength(emulator)).toBe(written);
    expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("an approved plan beside an up is refused, and so is an up beside that: each says what to do", async () => {
    scenario = await createScenario(contoso({ people: crowd(60), seats: { ENTERPRISEPACK: 60 }, settings: slow }));
    const { emulator, workspace } = scenario;
    const cli = await commandsIn(scenario);
    scenario.stack(stack("ENTERPRISEPACK", names));
    const planned = await cli("plan", "contoso", "--out", "reports");
    expect(planned.code, planned.out).toBe(0);
    const running = scenario.startUp();
    const refused = await heldAtFirstWrite(scenario, () =>
      cli("apply", "--approved", "reports/contoso.plan.json", "--out", "reports"),
    );
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).toMatch(locked);
    expect(refused.err).toContain("Another run of this stack is going on: wait for it.");
    expect((await running.finished).code).toBe(0);

    // Nothing of what was approved is left to do.
    const written = logLength(emulator);
    const done = await cli("apply", "--approved", "reports/contoso.plan.json", "--out", "reports");
    expect(done.code, done.out + done.err).toBe(0);
    expect(logLength(emulator)).toBe(written);

    scenario.stack(stack("ENTERPRISEPACK, MCOEV", names.slice(0, 48), "limits: { people: 100% }"));
    expect((await cli("plan", "contoso", "--out", "reports")).code).toBe(0);
    const applying = cli("apply", "--approved", "reports/contoso.plan.json");
    const beside = await heldAtFirstWrite(scenario, () => workspace.run(up));
    expect(beside.code).not.toBe(0);
    expect(beside.output).toMatch(locked);
    expect((await applying).code).toBe(0);
    expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it.each([0, 1, 4])(
    "begun %i00 ms after each other: at most one does it, and one more run finds it done",
    async (at) => {
      scenario = await createScenario(contoso({ people: { ...crowd(20), megan: ["STANDARDPACK"] }, settings: slow }));
      const { emulator, workspace, admin } = scenario;
      scenario.stack(stack("ENTERPRISEPACK", names.slice(0, 20)));
      const first = workspace.start(up);
      await sleep(at * 100);
      const runs = await Promise.all([first.finished, workspace.start(up).finished]);
      const refused = runs.filter(({ code }) => code !== 0);
      // Begun at the same instant, each may see the lock of the other.
      for (const { output } of refused) expect(output).toMatch(locked);
      const again = await workspace.run(up);
      expect(again.code, again.output).toBe(0);
      for (const name of names.slice(0, 20))
        expect(await admin.holds(`${name}@contoso.com`)).toEqual(["ENTERPRISEPACK"]);
      expect(await admin.holds("megan@contoso.com")).toEqual(["STANDARDPACK"]);
      const grants = emulator.tenant.log.filter(({ change }) => change.kind === "stateSet");
      expect(grants).toHaveLength(20);
      expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
    },
  );
});

describe("two stacks of one tenant at the same time", () => {
  async function withAnother(): Promise<Workspace> {
    elsewhere = await createWorkspace({ env: { M365_LICENSES_GRAPH_ENDPOINT: scenario.emulator.url } });
    expect((await elsewhere.run(["stack", "init", "contoso"])).code).toBe(0);
    return elsewhere;
  }

  it("share the last seats: whoever gets none is named, nobody loses one, and the next run says how many", async () => {
    const seats = { ENTERPRISEPACK: 30 };
    scenario = await createScenario(contoso({ people: { ...crowd(60) }, seats, settings: slow }));
    const { emulator, workspace, admin } = scenario;
    const other = await withAnother();
    const [mine, theirs] = [names.slice(0, 20), names.slice(20, 40)];
    scenario.stack(stack("ENTERPRISEPACK", mine));
    other.write("stacks/contoso.yaml", stack("ENTERPRISEPACK", theirs));
    const runs = await Promise.all([workspace.run(up), other.run(up)]);
    const holders: string[] = [];
    for (const name of [...mine, ...theirs])
      if ((await admin.holds(`${name}@contoso.com`)).includes("ENTERPRISEPACK")) holders.push(name);
    // Both had counted thirty free seats, or the later one saw that they would not suffice and began nothing.
    for (const [at, people] of [mine, theirs].entries()) {
      const missing = people.filter((name) => !holders.includes(name));
      const { code, output } = runs[at]!;
      expect(code === 0, output).toBe(missing.length === 0);
      if (output.includes("seats-short")) expect(missing).toEqual(people);
      else for (const name of missing) expect(output).toContain(`${name}@contoso.com`);
    }
    expect(holders.length).toBeLessThanOrEqual(30);
    expect(holders.length).toBeGreaterThanOrEqual(20);
    for (const { id } of emulator.tenant.state.users.values()) expect(lostMoments(emulator, id)).toEqual([]);
    const written = logLength(emulator);
    for (const [at, again] of [await workspace.run(up), await other.run(up)].entries()) {
      const missing = [mine, theirs][at]!.filter((name) => !holders.includes(name));
      expect(again.code === 0, again.output).toBe(missing.length === 0);
      if (missing.length > 0) expect(again.output).toMatch(/seats-short[\s\S]*|Buy \d+ seat/);
    }
    // What is free goes to nobody before all of a stack can be served: the first of the two may have begun.
    expect(logLength(emulator)).toBe(written);
  });

  it("may both write to one person: each gives its own, and neither takes the other's", async () => {
    scenario = await createScenario(contoso({ people: crowd(15), settings: slow }));
    const { emulator, workspace, admin } = scenario;
    const other = await withAnother();
    const people = names.slice(0, 15);
    scenario.stack(stack("ENTERPRISEPACK", people));
    other.write("stacks/contoso.yaml", stack("VISIOCLIENT", people));
    for (const { code, output } of await Promise.all([workspace.run(up), other.run(up)])) expect(code, output).toBe(0);
    const both = ["ENTERPRISEPACK", "VISIOCLIENT"];
    for (const name of people) expect(await admin.holds(`${name}@contoso.com`)).toEqual(both);
    // An exchange by one of them beside a gift by the other.
    scenario.stack(stack("STANDARDPACK", people));
    other.write("stacks/contoso.yaml", stack("VISIOCLIENT, MCOMEETADV", people));
    for (const { code, output } of await Promise.all([workspace.run(up), other.run(up)])) expect(code, output).toBe(0);
    const after = ["MCOMEETADV", "STANDARDPACK", "VISIOCLIENT"];
    for (const name of people) expect(await admin.holds(`${name}@contoso.com`)).toEqual(after);
    for (const { id } of emulator.tenant.state.users.values()) expect(lostMoments(emulator, id)).toHaveLength(1);
    for (const one of [workspace, other]) expect((await one.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });
});
