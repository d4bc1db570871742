import { afterEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { upCutOff } from "../support/kills";
import { lostMoments } from "../support/log";
import type { Scenario } from "../support/scenario";
import { createScenarioWithGroups, membersOf, sales, stackOf } from "./scenario-with-groups";

let scenario: Scenario;
afterEach(() => scenario.dispose());

describe("groups that a stack makes", () => {
  it("are made and licensed in one up, after a preview that says who gains", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, workspace } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain(
      "+ group Licences of Sales: is made, 2 join (adele@contoso.com and megan@contoso.com)",
    );
    expect(preview.output).toContain("of 2 members 2 gain");
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
    const again = await workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("are not made where the plan is refused, nor is anybody put into one", async () => {
    scenario = await createScenarioWithGroups({ seats: { ENTERPRISEPACK: 1 } });
    const { admin } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    for (const refused of [await scenario.preview(), await scenario.up(), await scenario.up("--continue-on-error")]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("[seats-short]");
      expect(refused.output).toContain("The plan is refused, and no group is made or changed");
      expect(refused.output).not.toMatch(/at .*\.js:\d+/);
    }
    expect(await admin.request("GET", "/groups")).toMatchObject({ value: [] });
  });

  it("are taken apart in order: let go, their licences taken, then deleted; and not before", async () => {
    scenario = await createScenarioWithGroups();
    const { admin } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    const others = (more = "limits: { people: 100%, atMost: 100 }") =>
      `\ntenant: contoso.onmicrosoft.com\n${more}\nassignments:\n` +
      "  - { name: other, licenses: [STANDARDPACK], users: [other@contoso.com] }\n";
    scenario.stack(others());
    const locked = await scenario.preview();
    expect(locked.code, locked.output).not.toBe(0);
    expect(locked.output).toMatch(/protect/i);

    scenario.stack(stackOf(sales("adele megan", ", protect: false")));
    const unlocked = await scenario.up();
    expect(unlocked.code, unlocked.output).toBe(0);
    scenario.stack(others("limits: { people: 100%, atMost: 1, per: 7d }"));
    const refused = await scenario.up();
    expect(refused.code, refused.output).not.toBe(0);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);

    scenario.stack(others());
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.request("GET", "/groups")).toMatchObject({ value: [] });
    expect(await admin.holds("adele@contoso.com")).toEqual([]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("are renamed where the stack says so, and nobody loses anything", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    const id = await admin.groupId("Licences of Sales");
    scenario.stack(
      stackOf(sales("adele megan", ", renamedFrom: Licences of Sales").replace("Licences of Sales", "Sellers")),
    );
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.groupId("Sellers")).toBe(id);
    expect(await admin.groupHolds("Sellers")).toEqual(["ENTERPRISEPACK"]);
    expect(lostMoments(emulator, (await admin.user("megan@contoso.com")).id)).toEqual([]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("are never taken for a group of the tenant that has the name already", async () => {
    const foreign = { displayName: "Licences of Sales", mailNickname: "s", securityEnabled: true, members: [] };
    scenario = await createScenarioWithGroups({ groups: [foreign] });
    const { admin } = scenario;
    scenario.stack(stackOf(sales("adele")));
    const id = await admin.groupId("Licences of Sales");
    for (const refused of [await scenario.preview(), await scenario.up()]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("already exists - to be managed it has to be imported");
    }
    expect(await membersOf(scenario, "Licences of Sales")).toEqual([]);
    expect(await admin.groupHolds("Licences of Sales")).toEqual([]);

    const taken = await scenario.workspace.run([
      "import",
      "--yes",
      "--generate-code=false",
      "azuread:index/group:Group",
      "licences of sales",
      `/groups/${id}`,
    ]);
    expect(taken.code, taken.output).toBe(0);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele"]);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);
  });

  it("are put right where somebody changed them, and made anew where somebody deleted them", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    administrate(emulator.tenant, { kind: "addMember", group: "Licences of Sales", member: "other@contoso.com" });
    administrate(emulator.tenant, { kind: "removeMember", group: "Licences of Sales", member: "megan@contoso.com" });
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);
    await expect.poll(() => admin.holds("megan@contoso.com"), { timeout: 10_000 }).toEqual(["ENTERPRISEPACK (group)"]);

    const id = await admin.groupId("Licences of Sales");
    const sku = (
      (await admin.request("GET", `/groups/${id}?$select=assignedLicenses`)) as {
        assignedLicenses: { skuId: string }[];
      }
    ).assignedLicenses[0]?.skuId;
    await admin.request("POST", `/groups/${id}/assignLicense`, { addLicenses: [], removeLicenses: [sku] });
    await admin.request("DELETE", `/groups/${id}`);
    const anew = await scenario.up();
    expect(anew.code, anew.output).toBe(0);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);
    await expect.poll(() => admin.holds("adele@contoso.com"), { timeout: 10_000 }).toEqual(["ENTERPRISEPACK (group)"]);
  });

  it("are taken over and licensed where the engine was killed before it could write them down", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, workspace } = scenario;
    scenario.stack(stackOf(sales("adele")));
    await upCutOff(scenario, { victim: "engine", signal: "SIGKILL", after: { changes: 1 } });
    const left = (await admin.request("GET", "/groups")) as { value: { id: string }[] };
    expect(left.value).toHaveLength(1);
    const next = await scenario.up();
    expect(next.code, next.output).not.toBe(0);
    expect(next.output).toContain("already exists - to be managed it has to be imported");
    const id = left.value[0]?.id ?? "";
    const taken = await workspace.run([
      ...["import", "--yes", "--generate-code=false"],
      ...["azuread:index/group:Group", "licences of sales", `/groups/${id}`],
    ]);
    expect(taken.code, taken.output).toBe(0);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.groupId("Licences of Sales")).toBe(id);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
  });

  it("are destroyed after their licences, once the stack is let go", async () => {
    scenario = await createScenarioWithGroups();
    const { admin } = scenario;
    scenario.stack(stackOf(sales("adele")));
    expect((await scenario.up()).code).toBe(0);
    expect((await scenario.destroy()).code).not.toBe(0);
    scenario.stack(stackOf(sales("adele"), "limits: { people: 100%, atMost: 100 }\nprotect: false"));
    expect((await scenario.up()).code).toBe(0);
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(await admin.request("GET", "/groups")).toMatchObject({ value: [] });
    expect(await admin.holds("adele@contoso.com")).toEqual([]);
  });
});
