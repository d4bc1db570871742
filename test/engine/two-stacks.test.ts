import { afterEach, describe, expect, it } from "vitest";
import { commandLine } from "../cli/command-line";
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

  it(
    "come out of one and become one again, as docs/moving-here.md says, and nobody gains or loses",
    { timeout: 400_000 },
    async () => {
      const people = ["adele", "diego", "lee", "megan"];
      scenario = await createScenario(contoso({ people: { adele: [], diego: [], lee: [], megan: [] } }));
      const { workspace, emulator, admin } = scenario;
      const up = async (name: string): Promise<void> => {
        const run = await workspace.run(["up", "--yes", "--skip-preview", "--stack", name]);
        expect(run.code, run.output).toBe(0);
      };
      scenario.stack(stack("ENTERPRISEPACK", people));
      await up("contoso");
      const before = logLength(emulator);

      // An import into a second stack declares everybody twice, which is one mistake and said once.
      const imported = await commandLine(["import", "--stack", "phones"], {
        folder: workspace.root,
        graph: emulator.url,
      });
      expect(imported.code, imported.err).toBe(0);
      expect((await workspace.run(["stack", "init", "phones"])).code).toBe(0);
      const refused = await workspace.run(["preview", "--stack", "phones"]);
      expect(refused.code).not.toBe(0);
      // The engine says it while it goes on, and then once more.
      const said = refused.output.split("Diagnostics:").at(-1) ?? "";
      expect(said.match(/\[two-stacks\]/g)).toHaveLength(1);
      expect(said).toContain("4 people are declared in stacks/contoso.yaml too");

      scenario.stack(stack("ENTERPRISEPACK", ["diego", "lee", "megan"], "release: [adele@contoso.com]\n"));
      workspace.write("stacks/phones.yaml", stack("ENTERPRISEPACK", ["adele"]));
      await up("phones");
      await up("contoso");
      scenario.stack(stack("ENTERPRISEPACK", ["diego", "lee", "megan"]));
      await up("contoso");

      // Back, the other way round: the one that is left with nobody goes.
      workspace.write(
        "stacks/phones.yaml",
        stack("ENTERPRISEPACK", [], "release: [adele@contoso.com]\nprotect: false\n"),
      );
      scenario.stack(stack("ENTERPRISEPACK", people));
      await up("phones");
      await up("contoso");
      const destroyed = await workspace.run(["destroy", "--yes", "--stack", "phones"]);
      expect(destroyed.code, destroyed.output).toBe(0);
      const together = await workspace.run(["preview", "--expect-no-changes", "--stack", "contoso"]);
      expect(together.code, together.output).toBe(0);
      expect(logLength(emulator)).toBe(before);
      expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    },
  );
});
