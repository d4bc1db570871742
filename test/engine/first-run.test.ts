import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "./support/contoso";
import { logLength, writesTo } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

describe("the first run", () => {
  it("adopts who holds what is declared, licenses others in one call each; the next preview is empty", async () => {
    scenario = await createScenario(
      contoso({
        people: { adele: ["ENTERPRISEPACK", "MCOEV"], diego: [], megan: ["ENTERPRISEPACK"] },
        withoutLocation: ["diego"],
      }),
    );
    const { emulator, admin } = scenario;
    scenario.stack(`
tenant: contoso.onmicrosoft.com
usageLocation: { default: US }
assignments:
  - name: sales
    licenses: [Office 365 E3, MCOEV]
    users: [adele@contoso.com, diego@contoso.com, megan@contoso.com]
`);
    const before = logLength(emulator);
    const preview = await scenario.preview();
    expect(preview.output).toMatch(/diego@contoso\.com/);
    expect(preview.code).toBe(0);
    expect(logLength(emulator)).toBe(before);

    const up = await scenario.workspace.run(["up", "--yes", "--diff"]);
    expect(up.output).not.toMatch(/\n\s+at .*\(/);
    expect(up.code).toBe(0);
    expect(await admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV"]);
    expect((await admin.user("diego@contoso.com")).usageLocation).toBe("US");
    const writes = await Promise.all(
      ["adele", "diego", "megan"].map(async (name) => writesTo(emulator, (await admin.user(`${name}@contoso.com`)).id)),
    );
    expect(writes).toEqual([0, 1, 1]);

    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);
  });

  it("prints one line a changed person and says one path a changed person in JSON", async () => {
    scenario = await createScenario(contoso({ people: crowd(5, "ENTERPRISEPACK") }));
    const people = [1, 2, 3, 4, 5].map((number) => `p${number}@contoso.com`);
    const stack = (first: string) => `
tenant: contoso.onmicrosoft.com
assignments:
  - { name: one, licenses: [${first}], users: [${people[0]!}] }
  - { name: rest, licenses: [ENTERPRISEPACK], users: [${people.slice(1).join(", ")}] }
`;
    scenario.stack(stack("ENTERPRISEPACK"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    scenario.stack(stack("ENTERPRISEPREMIUM"));
    const { output } = await scenario.preview();
    expect(output).toContain('~ p1@contoso.com: "ENTERPRISEPACK" => "ENTERPRISEPREMIUM"');
    expect(output).not.toMatch(/p[2-5]@contoso\.com: /);
    expect(output).not.toContain("__ledger");
    expect(await scenario.previewPaths()).toEqual(['users["p1@contoso.com"]']);
  });
});
