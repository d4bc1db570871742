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
const fixture = join(__dirname, "fixtures", "state-of-the-first-version.json");

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
    copyFileSync(fixture, join(workspace.root, "state.json"));
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
