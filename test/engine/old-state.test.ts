import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/**
 * What the first version wrote, exported by `pulumi stack export`. States of that day run today's code for ever: never
 * write this file again.
 */
const fixture = (name: string): string => join(__dirname, "fixtures", `${name}.json`);

describe("a state that the first version wrote", () => {
  it("is read, previewed without changes, updated and destroyed", async () => {
    scenario = await createScenario(
      contoso({
        people: { adele: ["ENTERPRISEPACK", "VISIOCLIENT"], megan: ["ENTERPRISEPACK"], other: ["VISIOCLIENT"] },
      }),
    );
    const { workspace, admin } = scenario;
    const stack = (more: string) => `
tenant: contoso.onmicrosoft.com
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [adele@contoso.com, megan@contoso.com] }
${more}`;
    scenario.stack(stack(""));
    copyFileSync(fixture("state-of-the-first-version"), join(workspace.root, "state.json"));
    expect((await workspace.run(["stack", "import", "--file", "state.json"])).code).toBe(0);
    const preview = await workspace.run(["preview", "--expect-no-changes"]);
    expect(preview.code, preview.output).toBe(0);

    // That state cannot say whether a file that took the protection off was applied: so none was.
    expect((await workspace.run(["state", "unprotect", "--all", "--yes"])).code).toBe(0);
    const before = scenario.emulator.tenant.log.length;
    const refused = await scenario.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("No stack file that was applied said `protect: false`");
    expect(scenario.emulator.tenant.log.length).toBe(before);

    scenario.stack(
      stack(
        "protect: false\napprove:\n  - { losses: 2, of: [ENTERPRISEPACK], until: 2099-12-31, reason: the office " +
          "closes }\n",
      ),
    );
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["VISIOCLIENT"]);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect(await admin.holds("other@contoso.com")).toEqual(["VISIOCLIENT"]);
  });
});

describe("a state of before programs could say what a stack file says", () => {
  it("is read with its groups, runs and spent approvals, changed in part, and destroyed", async () => {
    const both = ["ENTERPRISEPACK", "MCOEV"];
    scenario = await createScenario(
      contoso({
        people: { adele: [...both, "VISIOCLIENT"], megan: [], other: [] },
        groups: [{ displayName: "Sales Team", members: ["other@contoso.com"], licenses: both }],
      }),
    );
    const { workspace, admin } = scenario;
    const stack = (licenses: string, more: string) => `
tenant: contoso.onmicrosoft.com
assignments:
  - { name: sales, licenses: [${licenses}], users: [adele@contoso.com], groups: [Sales Team] }
approve:
  - { losses: 1, of: [ENTERPRISEPACK], until: 2099-12-31, reason: she goes }
${more}`;
    scenario.stack(stack("ENTERPRISEPACK, MCOEV", ""));
    copyFileSync(fixture("state-with-runs-and-groups"), join(workspace.root, "state.json"));
    expect((await workspace.run(["stack", "import", "--file", "state.json"])).code).toBe(0);
    const preview = await workspace.run(["preview", "--expect-no-changes"]);
    expect(preview.code, preview.output).toBe(0);

    // What the state has spent of the approval stays spent: two losses of a phone are refused.
    scenario.stack(stack("ENTERPRISEPACK", "protect: false\n"));
    const refused = await scenario.up();
    expect(refused.code).not.toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual([...both, "VISIOCLIENT"]);
    scenario.stack(
      stack(
        "ENTERPRISEPACK",
        "  - { losses: 9, until: 2099-12-31, reason: the office closes }\nlimits: { people: 100% }\nprotect: false\n",
      ),
    );
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK", "VISIOCLIENT"]);
    expect(await admin.groupHolds("Sales Team")).toEqual(["ENTERPRISEPACK"]);
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["VISIOCLIENT"]);
    expect(await admin.groupHolds("Sales Team")).toEqual([]);
  });
});
