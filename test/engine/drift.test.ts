import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: readonly string[], limits = "{ people: 100%, atMost: 1000, per: 7d }") => `
tenant: contoso.onmicrosoft.com
limits: ${limits}
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK, MCOEV]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
`;

describe("changes behind the stack's back", () => {
  it("shows drift at preview, ends red where no changes are expected, and repairs it in the next up", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { admin } = scenario;
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    await admin.assign("adele@contoso.com", [], ["MCOEV"]);

    const nightly = await scenario.workspace.run(["preview", "--diff", "--expect-no-changes"]);
    expect(nightly.code).not.toBe(0);
    expect(nightly.output).toContain('~ adele@contoso.com: "ENTERPRISEPACK" => "ENTERPRISEPACK, MCOEV"');
    expect((await scenario.up()).code).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("remembers what an administrator removed while a preview and a refused up pass by", async () => {
    const names = Object.keys(crowd(8));
    scenario = await createScenario(contoso({ people: crowd(8) }));
    const { admin } = scenario;
    scenario.stack(stack(names));
    expect((await scenario.up()).code).toBe(0);
    await admin.assign("p1@contoso.com", [], ["MCOEV"]);
    expect((await scenario.preview()).code).toBe(0);
    scenario.stack(stack(["p1"], "{ people: 10%, atMost: 1, per: 7d }"));
    expect((await scenario.up()).code).not.toBe(0);

    // The administrator gives it back; were the entry forgotten, taking the line out would leave the licence.
    await admin.assign("p1@contoso.com", ["MCOEV"]);
    scenario.stack(stack(names.slice(1)));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("p1@contoso.com")).toEqual([]);
  });

  it("forgets what was removed behind its back and is undeclared: a later grant by another is not ours", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { admin } = scenario;
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    await scenario.anHourPasses();
    await admin.assign("adele@contoso.com", [], ["ENTERPRISEPACK", "MCOEV"]);
    scenario.stack(stack(["megan"]));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    await admin.assign("adele@contoso.com", ["ENTERPRISEPACK"]);
    expect((await scenario.up()).code).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("knows a renamed person by id", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { admin } = scenario;
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    await admin.request("PATCH", "/users/adele@contoso.com", { userPrincipalName: "adele.vance@contoso.com" });
    const preview = await scenario.workspace.run(["preview", "--diff", "--expect-no-changes"]);
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain("adele.vance@contoso.com");
    expect(await admin.holds("adele.vance@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
  });

  it("reports a deleted person once and carries on with the others", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [], diego: [] } }));
    const { admin } = scenario;
    scenario.stack(stack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    await admin.request("DELETE", "/users/adele@contoso.com");
    scenario.stack(stack(["adele", "megan", "diego"]));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(up.output).toMatch(/adele@contoso\.com.*deleted|deleted.*adele@contoso\.com/s);
    expect(await admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });
});
