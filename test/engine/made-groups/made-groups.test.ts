import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { engineFolder } from "../../support/engine";
import { administrate } from "../../../emulator/src/control/administrate";
import { contoso } from "../support/contoso";
import { lostMoments } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/** A scenario whose engine finds the stand-in for the plugin of `@pulumi/azuread`. */
async function withGroups(options: Parameters<typeof contoso>[0] = {}): Promise<Scenario> {
  const plugin = join(__dirname, "../support/azuread");
  const path = [plugin, await engineFolder(), process.env["PATH"] ?? ""].join(delimiter);
  const people = { adele: [], megan: [], lynne: [], other: [] };
  return createScenario(contoso({ people, settings: { groupProcessingDelayMs: 100 }, ...options }), { PATH: path });
}

const stack = (groups: string, more = "limits: { people: 100%, atMost: 100 }") => `
tenant: contoso.onmicrosoft.com
${more}
assignments:
  - name: sales
    licenses: [ENTERPRISEPACK]
    groups:
${groups}
`;
const sales = (members: string, more = "") =>
  `      - create: { displayName: Licences of Sales, members: [${members
    .split(" ")
    .map((name) => `${name}@contoso.com`)
    .join(", ")}]${more} }`;

async function groupMembers(name: string): Promise<readonly string[]> {
  const { admin } = scenario;
  const { value } = (await admin.request("GET", `/groups/${await admin.groupId(name)}/members`)) as {
    value: { userPrincipalName: string }[];
  };
  return value.map(({ userPrincipalName }) => userPrincipalName.replace("@contoso.com", "")).sort();
}

describe("groups that a stack makes", () => {
  it("are made and licensed in one up, after a preview that says who gains", async () => {
    scenario = await withGroups();
    const { admin, workspace } = scenario;
    scenario.stack(stack(sales("adele megan")));
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain(
      "+ group Licences of Sales: is made, 2 join (adele@contoso.com and megan@contoso.com)",
    );
    expect(preview.output).toContain("of 2 members 2 gain");
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "megan"]);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
    const again = await workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("are not made where the plan is refused, nor is anybody put into one", async () => {
    scenario = await withGroups({ seats: { ENTERPRISEPACK: 1 } });
    const { admin } = scenario;
    scenario.stack(stack(sales("adele megan")));
    for (const refused of [await scenario.preview(), await scenario.up(), await scenario.up("--continue-on-error")]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("[seats-short]");
      expect(refused.output).toContain("The plan is refused, and no group is made or changed");
      expect(refused.output).not.toMatch(/at .*\.js:\d+/);
    }
    expect(await admin.request("GET", "/groups")).toMatchObject({ value: [] });
  });

  it("lose nobody whom the guard does not let go: refused before the engine changes the group", async () => {
    scenario = await withGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stack(sales("adele megan lynne")));
    expect((await scenario.up()).code).toBe(0);
    const strict = "limits: { people: 100%, atMost: 1, per: 7d }";
    scenario.stack(stack(sales("adele"), strict));
    for (const refused of [await scenario.preview(), await scenario.up(), await scenario.up("--continue-on-error")]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("[too-many-losses]");
      expect(refused.output).toMatch(/lost with the\s+membership of the group Licences of Sales/);
    }
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    const target = await scenario.up("--target", "**Group::licences of sales");
    expect(target.code, target.output).not.toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    expect(lostMoments(emulator, (await admin.user("megan@contoso.com")).id)).toEqual([]);

    scenario.stack(stack(sales("adele megan"), strict));
    const one = await scenario.up();
    expect(one.code, one.output).toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "megan"]);
    await expect.poll(() => admin.holds("lynne@contoso.com"), { timeout: 10_000 }).toEqual([]);
    scenario.stack(stack(sales("adele"), strict));
    const another = await scenario.up();
    expect(another.code, another.output).not.toBe(0);
    expect(another.output).toContain("1 person lost something in the 7 days before");
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "megan"]);

    const approve = 'approve: [{ losses: 1, of: [Licences of Sales], until: 2099-01-01, reason: "she left" }]';
    scenario.stack(stack(sales("adele"), `${strict}\n${approve}`));
    const approved = await scenario.up();
    expect(approved.code, approved.output).toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele"]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("are taken apart in order: let go, their licences taken, then deleted; and not before", async () => {
    scenario = await withGroups();
    const { admin } = scenario;
    scenario.stack(stack(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    const others = (more = "limits: { people: 100%, atMost: 100 }") =>
      `\ntenant: contoso.onmicrosoft.com\n${more}\nassignments:\n` +
      "  - { name: other, licenses: [STANDARDPACK], users: [other@contoso.com] }\n";
    scenario.stack(others());
    const locked = await scenario.preview();
    expect(locked.code, locked.output).not.toBe(0);
    expect(locked.output).toMatch(/protect/i);

    scenario.stack(stack(sales("adele megan", ", protect: false")));
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
    scenario = await withGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stack(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    const id = await admin.groupId("Licences of Sales");
    scenario.stack(
      stack(sales("adele megan", ", renamedFrom: Licences of Sales").replace("Licences of Sales", "Sellers")),
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
    scenario = await withGroups({ groups: [foreign] });
    const { admin } = scenario;
    scenario.stack(stack(sales("adele")));
    const id = await admin.groupId("Licences of Sales");
    for (const refused of [await scenario.preview(), await scenario.up()]) {
      expect(refused.code, refused.output).not.toBe(0);
      expect(refused.output).toContain("already exists - to be managed it has to be imported");
    }
    expect(await groupMembers("Licences of Sales")).toEqual([]);
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
    expect(await groupMembers("Licences of Sales")).toEqual(["adele"]);
    expect(await admin.groupHolds("Licences of Sales")).toEqual(["ENTERPRISEPACK"]);
  });

  it("have their rule changed only once it is approved for everybody in them", async () => {
    scenario = await withGroups();
    const { admin, emulator } = scenario;
    const ruled = (rule: string) =>
      `      - create: { displayName: Licences of Sales, dynamicMembership: 'user.city -eq "${rule}"' }`;
    scenario.stack(stack(ruled("Paris")));
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
    scenario.stack(stack(ruled("Lyon"), strict));
    const refused = await scenario.up();
    expect(refused.code, refused.output).not.toBe(0);
    expect(refused.output).toContain("[too-many-losses]");
    expect(await admin.request("GET", `/groups/${id}`)).toMatchObject({ membershipRule: 'user.city -eq "Paris"' });

    const approve = 'approve: [{ losses: 2, of: [Licences of Sales], until: 2099-01-01, reason: "moved" }]';
    scenario.stack(stack(ruled("Lyon"), `${strict}\n${approve}`));
    const approved = await scenario.up();
    expect(approved.code, approved.output).toBe(0);
    expect(await admin.request("GET", `/groups/${id}`)).toMatchObject({ membershipRule: 'user.city -eq "Lyon"' });

    scenario.stack(stack(sales("adele megan")));
    const other = await scenario.up();
    expect(other.code, other.output).not.toBe(0);
    expect(other.output).toContain("[group-kind]");
    expect(await admin.groupId("Licences of Sales")).toBe(id);
  });

  it("change no further than was approved", async () => {
    scenario = await withGroups();
    const { workspace } = scenario;
    scenario.stack(stack(sales("adele megan lynne")));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack(sales("adele megan")));
    const reports = join(workspace.root, "reports");
    const plan = await workspace.run(["preview"], { env: { M365_LICENSES_REPORT_DIR: reports } });
    expect(plan.code, plan.output).toBe(0);
    const env = { M365_LICENSES_APPROVED_PLAN: join(reports, "contoso.plan.json") };
    scenario.stack(stack(sales("adele")));
    const more = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(more.code, more.output).toBe(0);
    expect(more.output).toContain("not-approved");
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "lynne", "megan"]);
    scenario.stack(stack(sales("adele megan")));
    const same = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(same.code, same.output).toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "megan"]);

    scenario.stack(
      stack(`${sales("adele megan")}\n      - create: { displayName: New, members: [other@contoso.com] }`),
    );
    const fresh = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    expect(fresh.code, fresh.output).not.toBe(0);
    expect(fresh.output).toContain("[new-group-not-approved]");
  });

  it("are put right where somebody changed them, and made anew where somebody deleted them", async () => {
    scenario = await withGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stack(sales("adele megan")));
    expect((await scenario.up()).code).toBe(0);
    administrate(emulator.tenant, { kind: "addMember", group: "Licences of Sales", member: "other@contoso.com" });
    administrate(emulator.tenant, { kind: "removeMember", group: "Licences of Sales", member: "megan@contoso.com" });
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await groupMembers("Licences of Sales")).toEqual(["adele", "megan"]);
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

  it("are destroyed after their licences, once the stack is let go", async () => {
    scenario = await withGroups();
    const { admin } = scenario;
    scenario.stack(stack(sales("adele")));
    expect((await scenario.up()).code).toBe(0);
    expect((await scenario.destroy()).code).not.toBe(0);
    scenario.stack(stack(sales("adele"), "limits: { people: 100%, atMost: 100 }\nprotect: false"));
    expect((await scenario.up()).code).toBe(0);
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(await admin.request("GET", "/groups")).toMatchObject({ value: [] });
    expect(await admin.holds("adele@contoso.com")).toEqual([]);
  });
});
