import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/src/start";
import { contoso, crowd } from "./support/contoso";
import { logLength } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (people: readonly string[], more = "") => `
tenant: contoso.onmicrosoft.com
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
${more}`;

const stateOf = ({ workspace }: Scenario): string => {
  const folder = join(workspace.state, ".pulumi", "stacks", "pulumi-m365-licenses");
  return readFileSync(
    join(
      folder,
      readdirSync(folder).find((name) => name === "contoso.json")!,
    ),
    "utf8",
  );
};

describe("what stands before a removal", () => {
  it("refuses at preview a change that takes from too many, and approve lifts it once", async () => {
    const names = Object.keys(crowd(10));
    scenario = await createScenario(contoso({ people: crowd(10) }));
    const { admin, emulator } = scenario;
    scenario.stack(stack(names));
    expect((await scenario.up()).code).toBe(0);

    scenario.stack(stack(names.slice(5)));
    const before = logLength(emulator);
    const refused = await scenario.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("approve");
    expect(refused.output).toMatch(/\b5\b/);
    expect((await scenario.up()).code).not.toBe(0);
    expect(logLength(emulator)).toBe(before);

    const approval =
      "approve:\n  - { losses: 5, of: [ENTERPRISEPACK], until: 2099-12-31, reason: the office closes }\n";
    scenario.stack(stack(names.slice(5), approval));
    const approved = await scenario.up();
    expect(approved.code, approved.output).toBe(0);
    expect(await admin.holds("p1@contoso.com")).toEqual([]);

    // Spent: the same entry does not lift the next one.
    scenario.stack(stack(names.slice(8), approval));
    expect((await scenario.preview()).code).not.toBe(0);
  });

  it("refuses another tenant behind the same stack", async () => {
    scenario = await createScenario(contoso({ people: { adele: [] } }));
    scenario.stack(stack(["adele"]));
    expect((await scenario.up()).code).toBe(0);
    const other = await startEmulator({
      tenant: contoso({ people: { adele: ["ENTERPRISEPACK"] }, id: "99999999-9999-4999-8999-999999999999" }),
    });
    try {
      const state = stateOf(scenario);
      const run = await scenario.workspace.run(["up", "--yes"], { env: { M365_LICENSES_GRAPH_ENDPOINT: other.url } });
      expect(run.code).not.toBe(0);
      expect(run.output).toContain("99999999-9999-4999-8999-999999999999");
      expect(run.output).not.toMatch(/\n\s+at .*\(/);
      expect(other.tenant.log.filter(({ actor }) => actor.kind === "application")).toEqual([]);
      expect(stateOf(scenario)).toBe(state);
    } finally {
      await other.stop();
    }
  });

  it("refuses a run that has not read the tenant first", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    scenario.stack(stack(["adele"]));
    expect((await scenario.up()).code).toBe(0);
    scenario.stack(stack(["adele", "megan"]));
    const run = await scenario.up("--refresh=false");
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("--refresh");
  });

  it("shows a small state that names no credential", async () => {
    scenario = await createScenario(contoso({ people: { adele: [] } }));
    scenario.stack(stack(["adele"]));
    const up = await scenario.workspace.run(["up", "--yes"], {
      env: { M365_LICENSES_EMULATOR_TOKEN: "a-token-to-look-for" },
    });
    expect(up.code, up.output).toBe(0);
    expect(stateOf(scenario)).not.toContain("a-token-to-look-for");
    expect(stateOf(scenario)).toContain("TenantLicenses");
  });
});
