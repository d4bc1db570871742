import { afterEach, describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../support/engine";
import { contoso } from "./support/contoso";
import { logLength } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
let elsewhere: Workspace | undefined;
afterEach(async () => {
  await elsewhere?.dispose();
  await scenario.dispose();
  elsewhere = undefined;
});

const stack = (sku: string, people: readonly string[], more = "") => `
tenant: contoso.onmicrosoft.com
assignments:
  - name: staff
    licenses: [${sku}]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
${more}`;

const approval = "approve:\n  - { losses: 2, of: [ENTERPRISEPACK], until: 2099-12-31, reason: the office closes }\n";

describe("two stacks of one tenant", () => {
  it("are refused at preview, before anything is taken, where both declare one person", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: ["ENTERPRISEPACK"] } }));
    const { workspace, emulator } = scenario;
    scenario.stack(stack("ENTERPRISEPACK", ["adele", "megan"]));
    workspace.write("stacks/sales.yaml", stack("MCOEV", ["Adele"]));
    workspace.write("stacks/broken.yaml", "asignments: 1");
    const before = logLength(emulator);
    for (const run of [await scenario.preview(), await scenario.up()]) {
      expect(run.code).not.toBe(0);
      expect(run.output).toContain("adele@contoso.com is declared in stacks/sales.yaml too");
    }
    expect(logLength(emulator)).toBe(before);
    workspace.write("stacks/sales.yaml", stack("MCOEV", ["diego"]));
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
  });

  it("leave alone what only the other gave, although neither sees the other's state", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [], diego: [] } }));
    const { emulator, admin } = scenario;
    elsewhere = await createWorkspace({ env: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url } });
    expect((await elsewhere.run(["stack", "init", "contoso"])).code).toBe(0);
    elsewhere.write("stacks/contoso.yaml", stack("MCOEV, ENTERPRISEPACK", ["megan"]));
    expect((await elsewhere.run(["up", "--yes", "--skip-preview"])).code).toBe(0);

    scenario.stack(stack("ENTERPRISEPACK", ["adele", "diego"]));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack("ENTERPRISEPACK", ["diego"], `protect: false\n${approval}`));
    expect((await scenario.up()).code).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual([]);
    const destroyed = await scenario.destroy();
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(await admin.holds("diego@contoso.com")).toEqual([]);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    expect((await elsewhere.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });
});
