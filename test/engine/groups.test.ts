import { afterEach, describe, expect, it } from "vitest";
import { administrate } from "../../emulator/src/control/administrate";
import { contoso } from "./support/contoso";
import { lostMoments } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const members = ["adele", "megan"];
const stack = (assignments: string) => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 1000, per: 7d }
assignments:
${assignments}`;
const direct = "  - { name: direct, licenses: [ENTERPRISEPACK], users: [adele@contoso.com, megan@contoso.com] }\n";
const group = (licenses: string) => `  - { name: team, licenses: [${licenses}], groups: [Sales Team] }\n`;

async function salesTeam(): Promise<Scenario> {
  return createScenario(
    contoso({
      people: { adele: [], megan: [], other: [] },
      groups: [
        {
          displayName: "Sales Team",
          mailNickname: "sales",
          securityEnabled: true,
          members: members.map((name) => `${name}@contoso.com`),
        },
      ],
      settings: { groupProcessingDelayMs: 300 },
    }),
  );
}

async function lostByAnybody(): Promise<readonly string[]> {
  const { admin, emulator } = scenario;
  return (
    await Promise.all(members.map(async (name) => lostMoments(emulator, (await admin.user(`${name}@contoso.com`)).id)))
  ).flat();
}

describe("groups", () => {
  it("licenses a group, waits until its members have it, and the second preview has no changes", async () => {
    scenario = await salesTeam();
    const { admin } = scenario;
    scenario.stack(stack(group("ENTERPRISEPACK, MCOEV")));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.groupHolds("Sales Team")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)", "MCOEV (group)"]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("moves people from direct to the group and back without a moment in which anybody holds neither", async () => {
    scenario = await salesTeam();
    const { admin } = scenario;
    scenario.stack(stack(direct));
    expect((await scenario.up()).code).toBe(0);

    scenario.stack(stack(group("ENTERPRISEPACK")));
    const toGroup = await scenario.up();
    expect(toGroup.code, toGroup.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);

    scenario.stack(stack(direct));
    const toDirect = await scenario.up();
    expect(toDirect.code, toDirect.output).toBe(0);
    await expect.poll(() => admin.holds("megan@contoso.com"), { timeout: 10_000 }).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.groupHolds("Sales Team")).toEqual([]);
    expect(await lostByAnybody()).toEqual([]);
  });

  it("takes one SKU from a group that keeps another, and nobody is without the kept one", async () => {
    scenario = await salesTeam();
    const { admin } = scenario;
    scenario.stack(stack(group("ENTERPRISEPACK, VISIOCLIENT")));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack(group("ENTERPRISEPACK")));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    await expect.poll(() => admin.holds("adele@contoso.com"), { timeout: 10_000 }).toEqual(["ENTERPRISEPACK (group)"]);
    expect(await lostByAnybody()).toHaveLength(2);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("has a member processed again for whom there was no seat, once there is one", async () => {
    scenario = await createScenario(
      contoso({
        people: { adele: [], megan: [] },
        seats: { ENTERPRISEPACK: 1 },
        groups: [
          { displayName: "Sales Team", mailNickname: "sales", securityEnabled: true, members: ["adele@contoso.com"] },
        ],
      }),
    );
    const { admin, emulator, workspace } = scenario;
    scenario.stack(stack(group("ENTERPRISEPACK")));
    expect((await scenario.up()).code).toBe(0);
    administrate(emulator.tenant, { kind: "addMember", group: "Sales Team", member: "megan@contoso.com" });
    const without = await workspace.run(["preview", "--expect-no-changes"]);
    expect(without.code, without.output).toBe(0);
    expect(without.output).toContain("member-without");
    expect(without.output).toContain("Buy or free seats");

    administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPACK", units: { enabled: 2 } });
    const drift = await workspace.run(["preview", "--diff", "--expect-no-changes"]);
    expect(drift.code, drift.output).not.toBe(0);
    expect(drift.output).toMatch(
      new RegExp(
        String.raw`\+ group Sales Team: Office 365 E3 \(ENTERPRISEPACK\) ` +
          String.raw`for 1 member for whom there was no seat:\s+megan@contoso\.com`,
      ),
    );
    expect(drift.output).toContain('+ members: "processed again, now that there are seats: 1 of Sales Team"');
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
    expect(await lostByAnybody()).toEqual([]);
    const again = await workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
    expect(again.output).not.toContain("member-without");
  });

  it("counts the members of a group one by one: taking from a group is refused like taking from people", async () => {
    scenario = await salesTeam();
    scenario.stack(stack(group("ENTERPRISEPACK")));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(`
tenant: contoso.onmicrosoft.com
limits: { people: 1%, atMost: 1, per: 7d }
assignments:
  - { name: others, licenses: [ENTERPRISEPACK], users: [other@contoso.com] }
`);
    const refused = await scenario.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("approve");
  });
});
