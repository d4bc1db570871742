import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "./support/contoso";
import { logLength, lostMoments, writesTo } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const staffStack = (people: readonly string[], licenses = "ENTERPRISEPACK", more = "") => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 1000, per: 7d }
assignments:
  - name: staff
    licenses: [${licenses}]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
${more}`;

describe("changes people make in pull requests", () => {
  it("moves somebody from E3 to E5 in one call and without a moment with neither", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { emulator, admin } = scenario;
    scenario.stack(staffStack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    const { id } = await admin.user("adele@contoso.com");
    const writes = writesTo(emulator, id);
    scenario.stack(`
tenant: contoso.onmicrosoft.com
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [megan@contoso.com] }
  - { name: management, licenses: [ENTERPRISEPREMIUM], users: [adele@contoso.com] }
`);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPREMIUM"]);
    expect(writesTo(emulator, id) - writes).toBe(1);
  });

  it("gives a leaver's seat to a joiner in one up, with no seat free", async () => {
    scenario = await createScenario(contoso({ people: { temp1: [], diego: [] }, seats: { ENTERPRISEPACK: 1 } }));
    const { admin } = scenario;
    scenario.stack(staffStack(["temp1"]));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(
      staffStack(
        ["diego"],
        "ENTERPRISEPACK",
        "approve:\n  - { losses: 1, of: [ENTERPRISEPACK], until: 2099-12-31, reason: temp1 leaves }\n",
      ),
    );
    const up = await scenario.up();
    // One of one: everybody would lose, which is for more than three people.
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("temp1@contoso.com")).toEqual([]);
    expect(await admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("says at preview how many seats are short and who would go without, and writes nothing", async () => {
    scenario = await createScenario(
      contoso({ people: { adele: [], diego: [], megan: [] }, seats: { ENTERPRISEPACK: 2 } }),
    );
    const { emulator } = scenario;
    scenario.stack(staffStack(["adele", "diego", "megan"]));
    const before = logLength(emulator);
    const up = await scenario.up();
    expect(up.code).not.toBe(0);
    expect(up.output).toMatch(/short/);
    expect(up.output).toContain("megan@contoso.com");
    expect(logLength(emulator)).toBe(before);
  });

  it("leaves the others done when one person fails, says why and what to do, and retries in the next up", async () => {
    scenario = await createScenario(contoso({ people: { ...crowd(6), lost: [] } }));
    const { admin } = scenario;
    // Audio Conferencing needs Skype for Business Online beside it, which only Graph knows for certain.
    scenario.stack(
      staffStack(
        ["p1", "p2", "p3", "p4", "p5", "p6"],
        "ENTERPRISEPACK",
        "  - { name: calls, licenses: [MCOMEETADV], users: [lost@contoso.com] }\n",
      ),
    );
    const up = await scenario.up();
    expect(up.code).not.toBe(0);
    expect(up.output).toMatch(/lost@contoso\.com: .*depends on/s);
    expect(up.output).toContain("MCOSTANDARD");
    for (let number = 1; number <= 6; number += 1)
      expect(await admin.holds(`p${number}@contoso.com`)).toEqual(["ENTERPRISEPACK"]);

    await admin.assign("lost@contoso.com", ["STANDARDPACK"]);
    expect(await scenario.previewPaths()).toEqual(['users["lost@contoso.com"]']);
    const again = await scenario.up();
    expect(again.code, again.output).toBe(0);
    expect(await admin.holds("lost@contoso.com")).toEqual(["MCOMEETADV", "STANDARDPACK"]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("takes back what it gave to a person whose line is taken out, and nothing that somebody else gave", async () => {
    scenario = await createScenario(contoso({ people: { adele: ["VISIOCLIENT"], megan: [] } }));
    const { admin, emulator } = scenario;
    scenario.stack(staffStack(["adele", "megan"]));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(staffStack(["megan"]));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["VISIOCLIENT"]);
    expect(lostMoments(emulator, (await admin.user("adele@contoso.com")).id)).toHaveLength(1);
  });
});
