import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const type = "pulumi-nodejs:dynamic/m365:TenantLicenses";
const stack = (people: string): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 25 }
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${people}] }
`;

interface ExportedState {
  readonly deployment: { readonly resources: { type: string; inputs?: object; outputs?: object }[] };
}

describe("commands of the engine beside preview and up", () => {
  it("import imports nothing: a tenant has no ledger, and a stack begins with its first up", async () => {
    scenario = await createScenario(contoso({ people: { adele: ["ENTERPRISEPACK"] } }));
    const { workspace, emulator, admin } = scenario;
    scenario.stack(stack("adele@contoso.com"));
    const before = logLength(emulator);
    const run = await workspace.run(["import", type, "licenses", "11111111-0000-4000-8000-000000000000", "--yes"]);
    expect(run.code).not.toBe(0);
    expect(logLength(emulator)).toBe(before);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("refresh takes and gives nothing, and the next up goes on from it", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { workspace, admin } = scenario;
    scenario.stack(stack("adele@contoso.com, megan@contoso.com"));
    expect((await scenario.up()).code).toBe(0);
    await admin.assign("adele@contoso.com", [], ["ENTERPRISEPACK"]);
    const before = logLength(scenario.emulator);
    const refresh = await workspace.run(["refresh", "--yes", "--diff"]);
    expect(refresh.code, refresh.output).toBe(0);
    expect(logLength(scenario.emulator)).toBe(before);
    scenario.stack(stack("adele@contoso.com"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("a state of another version of the SDK goes on, and nobody gains or loses by it", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { workspace, admin } = scenario;
    scenario.stack(stack("adele@contoso.com, megan@contoso.com"));
    expect((await scenario.up()).code).toBe(0);
    const state = JSON.parse((await workspace.run(["stack", "export"])).stdout) as ExportedState;
    for (const resource of state.deployment.resources.filter(({ type: kind }) =>
      kind.startsWith("pulumi:providers:"),
    )) {
      resource.inputs = { ...resource.inputs, version: "3.100.0" };
      resource.outputs = { ...resource.outputs, version: "3.100.0" };
    }
    workspace.write("older.json", JSON.stringify(state));
    const imported = await workspace.run(["stack", "import", "--file", "older.json"]);
    expect(imported.code, imported.output).toBe(0);
    const preview = await scenario.preview("--expect-no-changes");
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toContain("nothing to do, 2 as declared");
    scenario.stack(stack("adele@contoso.com"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual([]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });
});
