import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { Patient, stateOf, tenant } from "./patient";

let emulator: Emulator;
let patient: Patient;
beforeAll(async () => {
  emulator = await startEmulator({ tenant });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  patient = new Patient(
    "tenant: contoso.com\nassignments:\n" +
      "  - { name: a, licenses: [ENTERPRISEPACK], groups: [create: { displayName: x }] }\n",
  );
});
afterEach(() => patient.dispose());

const manifest = join(__dirname, "../../../node_modules/@pulumi/azuread/package.json");
const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };

/** What is said of the package and its plugin, and whether a preview would work. */
async function said(): Promise<readonly (boolean | undefined | readonly string[])[]> {
  const { works, findings } = await patient.doctor({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
  const about = findings.filter(({ code }) => code.startsWith("azuread-"));
  return [works["preview"], ...about.map(({ code, severity, commands = [] }) => [code, severity, ...commands])];
}

describe("doctor of a repository that makes groups", () => {
  it("finds the package, and the plugin or the command that has it", async () => {
    expect(await said()).toEqual([
      true,
      ["azuread-found", "fine"],
      ["azuread-plugin-missing", "note", `npx m365-licenses pulumi plugin install resource azuread ${version}`],
    ]);
    patient.engine({ stacks: { contoso: stateOf() }, plugins: [{ name: "azuread", version }] });
    expect((await said()).at(-1)).toEqual(["azuread-plugin-found", "fine"]);
    patient.engine({ stacks: { contoso: stateOf() }, plugins: [{ name: "azuread", version: "5.0.0" }] });
    expect((await said()).at(-1)).toContain("azuread-plugin-missing");
  });

  it("says that a preview would not work without the package", async () => {
    patient.remove("node_modules/@pulumi");
    patient.put("node_modules/@pulumi/pulumi/package.json", '{ "version": "3.248.0" }');
    expect(await said()).toEqual([false, ["azuread-missing", "error", "npm install @pulumi/azuread"]]);
  });

  it("says nothing of either where no stack makes groups", async () => {
    patient.put(
      "stacks/contoso.yaml",
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [MCOEV], groups: [Sales] }]\n",
    );
    expect(await said()).toEqual([true]);
  });
});
