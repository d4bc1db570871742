import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { upCutOff } from "../support/kills";
import { lostMoments } from "../support/log";
import type { Scenario } from "../support/scenario";
import { createScenarioWithGroups, membersOf, sales, stackOf } from "./scenario-with-groups";

let scenario: Scenario;
afterEach(() => scenario.dispose());

describe("who is in a group that a stack makes", () => {
  it("lose nobody whom the guard does not let go: refused before the engine changes the group", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stackOf(sales("adele megan lynne")));
    expect((await scenario.up()).code).toBe(0);
    const strict = "limits: { people: 100%, atMost: 1, per: 7d }";
    scenario.stack(stackOf(sales("adele"), strict));
    for (const refused of [await scenario.preview(), await scenario.up(), await scenario.up("--continue-on-error")]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("[too-many-losses]");
      expect(refused.output).toMatch(/lost with the\s+membership of the group Licences of Sales/);
    }
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    const target = await scenario.up("--target", "**Group::licences of sales");
    expect(target.code, target.output).not.toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    expect(lostMoments(emulator, (await admin.user("megan@contoso.com")).id)).toEqual([]);

    scenario.stack(stackOf(sales("adele megan"), strict));
    const one = await scenario.up();
    expect(one.code, one.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);
    await expect.poll(() => admin.holds("lynne@contoso.com"), { timeout: 10_000 }).toEqual([]);
    scenario.stack(stackOf(sales("adele"), strict));
    const another = await scenario.up();
    expect(another.code, another.output).not.toBe(0);
    expect(another.output).toContain("1 person lost something in the 7 days before");
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);

    const approve = 'approve: [{ losses: 1, of: [Licences of Sales], until: 2099-01-01, reason: "she left" }]';
    scenario.stack(stackOf(sales("adele"), `${strict}\n${approve}`));
    const approved = await scenario.up();
    expect(approved.code, approved.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele"]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("have their rule changed only once it is approved for everybody in them", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, emulator } = scenario;
    const ruled = (rule: string) =>
      `      - create: { displayName: Licences of Sales, dynamicMembership: 'user.city -eq "${rule}"' }`;
    scenario.stack(stackOf(ruled("Paris")));
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    const id = await admin.groupId("Licences of Sales");
    // The emulated tenant works no rule out: who matches is put in behind its back, and processed.
    for (const name of ["adele", "megan"]) {
      const { id: memberId } = await admin.user(`${name}@contoso.com`);
      const cause = { actor: { kind: "service", id: "rules" }, requestId: null } as const;
      emulator.tenant.commit(cause, [{ kind: "memberAdded", groupId: id, memberId }]);
      await admin.request("POST", `/users/${memberId}/reprocessLicenseAssignment`);
      expect(await admin.holds(`${name}@contoso.com`)).toEqual(["ENTERPRISEPACK (group)"]);
    }
    const strict = "limits: { people: 100%, atMost: 1, per: 7d }";
    scenario.stack(stackOf(ruled("Lyon"), strict));
    const refused = await scenario.up();
    expect(refused.code, refused.output).not.toBe(0);
    expect(refused.output).toContain("[too-many-losses]");
    expect(await admin.request("GET", `/groups/${id}`)).toMatchObject({ membershipRule: 'user.city -eq "Paris"' });

    const approve = 'approve: [{ losses: 2, of: [Licences of Sales], until: 2099-01-01, reason: "moved" }]';
    scenario.stack(stackOf(ruled("Lyon"), `${strict}\n${approve}`));
    const approved = await scenario.up();
    expect(approved.code, approved.output).toBe(0);
    expect(await admin.request("GET", `/groups/${id}`)).toMatchObject({ membershipRule: 'user.city -eq "Lyon"' });

    scenario.stack(stackOf(sales("adele megan")));
    const other = await scenario.up();
    expect(other.code, other.output).not.toBe(0);
    expect(other.output).toContain("[group-kind]");
    expect(await admin.groupId("Licences of Sales")).toBe(id);
  });

  it("change no further than was approved", async () => {
    scenario = await createScenarioWithGroups();
    const { workspace } = scenario;
    scenario.stack(stackOf(sales("adele megan lynne")));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stackOf(sales("adele megan")));
    const reports = join(workspace.root, "reports");
    const plan = await workspace.run(["preview"], { env: { M365_LICENSES_REPORT_DIR: reports } });
    expect(plan.code, plan.output).toBe(0);
    const env = { M365_LICENSES_APPROVED_PLAN: join(reports, "contoso.plan.json") };
    scenario.stack(stackOf(sales("adele")));
    const more = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(more.code, more.output).toBe(0);
    expect(more.output).toContain("not-approved");
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    scenario.stack(stackOf(sales("adele megan")));
    const same = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(same.code, same.output).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);

    scenario.stack(
      stackOf(`${sales("adele megan")}\n      - create: { displayName: New, members: [other@contoso.com] }`),
    );
    const fresh = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(fresh.code, fresh.output).not.toBe(0);
    expect(fresh.output).toContain("[new-group-not-approved]");
  });

  it("count whom a run took out that was cut off before it came to the licences", async () => {
    scenario = await createScenarioWithGroups({ settings: { groupProcessingDelayMs: 0 } });
    const { admin } = scenario;
    scenario.stack(stackOf(sales("adele megan lynne")));
    expect((await scenario.up()).code).toBe(0);
    const id = await admin.groupId("Licences of Sales");
    scenario.stack(stackOf(sales("adele lynne")));
    await upCutOff(scenario, { victim: "engine", signal: "SIGKILL", after: { changes: 1 } });
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "lynne"]);
    scenario.stack(stackOf(sales("adele"), "limits: { people: 100%, atMost: 1, per: 7d }"));
    const next = await scenario.up();
    expect(next.code, next.output).not.toBe(0);
    expect(next.output).toContain("1 person lost something in the 7 days before");
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "lynne"]);

    scenario.stack(stackOf(sales("adele lynne")));
    const same = await scenario.up();
    expect(same.code, same.output).toBe(0);
    expect(await admin.groupId("Licences of Sales")).toBe(id);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });
});
