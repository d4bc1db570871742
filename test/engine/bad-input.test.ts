import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "./support/contoso";
import { logLength } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stackTrace = /\n\s+at .*[(:]/;

async function refusedPreview(): Promise<string> {
  const before = logLength(scenario.emulator);
  const { code, output } = await scenario.preview();
  expect(code, output).not.toBe(0);
  expect(output).not.toMatch(stackTrace);
  expect(logLength(scenario.emulator)).toBe(before);
  return output;
}

describe("bad input", () => {
  it("reports everything that a stack file does wrong at once, with file and line", async () => {
    scenario = await createScenario(contoso({ people: { adele: [] } }));
    scenario.stack(`tenant: contoso.onmicrosoft.com
assignmets: []
assignments:
  - name: sales
    licenses: [ENTERPRISEPAK]
    users: [adele@contoso.com, not a name]
    usersFrom: lists/nobody.txt
  - name: more
    licenses: [{ sku: ENTERPRISEPACK, disable: [NO_SUCH_PLAN] }]
    users: [adele@contoso.com]
`);
    const output = await refusedPreview();
    for (const line of [2, 6, 7, 9]) expect(output).toContain(`stacks/contoso.yaml:${line}:`);
    expect(output).toContain("assignments");
    expect(output).toContain("lists/nobody.txt");
  });

  it("reports malformed YAML and a stack file that does not exist", async () => {
    scenario = await createScenario(contoso());
    expect(await refusedPreview()).toContain("stacks/contoso.yaml");
    scenario.stack("tenant: [contoso\nassignments: {{");
    expect(await refusedPreview()).toMatch(/stacks\/contoso\.yaml:\d+:\d+/);
    const { workspace } = scenario;
    await workspace.run(["preview"], { env: { M365_LICENSES_REPORT_DIR: "reports" } });
    expect(readFileSync(join(workspace.root, "reports", "contoso.plan.md"), "utf8")).toContain("stacks/contoso.yaml");
  });

  it("reports what only the tenant knows at once: unknown people, groups, SKUs, and an ambiguous group", async () => {
    scenario = await createScenario(
      contoso({
        people: { adele: [] },
        groups: [
          { displayName: "Sales", mailNickname: "sales-a" },
          { displayName: "Sales", mailNickname: "sales-b", id: "00000000-0000-4000-8000-00000000000b" },
        ],
      }),
    );
    scenario.stack(`tenant: contoso.onmicrosoft.com
assignments:
  - name: people
    licenses: [ENTERPRISEPACK, VISIOCLIENT]
    users: [adele@contoso.com, adela@contoso.com]
  - name: teams
    licenses: [ENTERPRISEPACK]
    groups: [Sales, Marketing]
`);
    const output = await refusedPreview();
    expect(output).toContain("adela@contoso.com");
    expect(output).toContain("VISIOCLIENT");
    expect(output).toContain("Marketing");
    expect(output).toMatch(/Sales.*ambiguous|2 groups/is);
    expect(output).toContain("stacks/contoso.yaml:5:");
  });
});
