import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readTenantFile } from "../../emulator/src/file/read-tenant-file";
import { createScenario, type Scenario } from "./support/scenario";

const examples = join(__dirname, "../../stacks/examples");
let scenario: Scenario;
afterEach(() => scenario.dispose());

/**
 * What a script did in a loop, as a stack through the engine: a text list, a spreadsheet's CSV, and names that only the
 * tenant can tell.
 */
describe.each<[string, Readonly<Record<string, readonly string[]>>]>([
  [
    "phone-in-bulk",
    {
      "diego@contoso.com": ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
      "grady@contoso.com": ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
      "isaiah@contoso.com": ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
      "nestor@contoso.com": ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1"],
    },
  ],
  [
    "conferencing-in-bulk",
    {
      "lee.sherman@contoso.com": ["ENTERPRISEPACK", "MCOMEETADV"],
      "mallory@contoso.com": ["ENTERPRISEPACK", "MCOMEETADV"],
      "zoe@contoso.com": ["ENTERPRISEPACK", "MCOMEETADV"],
    },
  ],
  [
    "credits-in-bulk",
    {
      "bianca@contoso.com": ["ENTERPRISEPREMIUM", "MCOPSTNC"],
      "cameron@contoso.com": ["ENTERPRISEPREMIUM", "MCOPSTNC"],
      "enrico@contoso.com": ["ENTERPRISEPREMIUM", "MCOPSTNC"],
    },
  ],
])("stacks/examples/%s.yaml", (name, wanted) => {
  it("is applied by one up, and the next preview has no changes", async () => {
    scenario = await createScenario(readTenantFile(join(examples, `tenants/${name}.yaml`)).document);
    cpSync(join(examples, "lists"), join(scenario.workspace.root, "stacks/lists"), { recursive: true });
    scenario.stack(readFileSync(join(examples, `${name}.yaml`), "utf8"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    const held = await Promise.all(
      Object.keys(wanted).map(async (person) => [person, await scenario.admin.holds(person)] as const),
    );
    expect(Object.fromEntries(held)).toEqual(wanted);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });
});
