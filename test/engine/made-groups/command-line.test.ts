import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { engineEnvironment } from "../../../scripts/workspace/engine-environment.mjs";
import { administrate } from "../../../emulator/src/control/administrate";
import { commandLine, type Outcome } from "../../cli/command-line";
import { engineFolder } from "../../support/engine";
import type { Scenario } from "../support/scenario";
import { createScenarioWithGroups, membersOf, sales, stackOf } from "./scenario-with-groups";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/** The command line in the scenario's project. */
async function run(...args: readonly string[]): Promise<Outcome> {
  const { root, home, state } = scenario.workspace;
  const engine = engineEnvironment({ engineFolder: await engineFolder(), home, state });
  const environment: Record<string, string> = { M365_LICENSES_GRAPH_ENDPOINT: scenario.emulator.url };
  for (const [name, value] of Object.entries(engine)) if (value !== undefined) environment[name] ??= value;
  environment["PATH"] = [join(__dirname, "../support/azuread"), environment["PATH"] ?? ""].join(delimiter);
  return commandLine(args, { folder: root, graph: scenario.emulator.url, environment });
}

describe("the command line, with groups that a stack makes", () => {
  it("plans, has that approved, applies it, and tells drift of who is in them", async () => {
    scenario = await createScenarioWithGroups();
    const { admin, emulator } = scenario;
    scenario.stack(stackOf(sales("adele megan")));
    const planned = await run("plan", "contoso", "--out", "reports", "--detailed-exitcode");
    expect(planned.code, planned.err).toBe(2);
    expect(planned.out).toContain("group Licences of Sales: is made, 2 join");
    const explained = await run("explain", "adele@contoso.com");
    expect(explained.code, explained.err).toBe(0);
    expect(explained.out).toContain('declared by "sales" for the group Licences of Sales, stacks/contoso.yaml:8:9');

    const applied = await run("apply", "--approved", "reports/contoso.plan.json", "--out", "reports");
    expect(applied.code, applied.out + applied.err).toBe(0);
    expect(await membersOf(scenario, "Licences of Sales")).toEqual(["adele", "megan"]);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
    expect((await run("drift")).code).toBe(0);

    administrate(emulator.tenant, { kind: "addMember", group: "Licences of Sales", member: "other@contoso.com" });
    const drift = await run("drift");
    expect(drift.code, drift.out).toBe(2);
    expect(drift.out).toContain("group Licences of Sales: 1 leaves (other@contoso.com)");
  });
});
