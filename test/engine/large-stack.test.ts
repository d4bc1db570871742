import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/** More than the engine is given whether they change or not. */
const count = 600;
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const list = (some: readonly number[]): string => some.map((number) => `p${number}@contoso.com\n`).join("");

function declare(e3: readonly number[], e5: readonly number[]): void {
  scenario.workspace.write("stacks/lists/e3.txt", list(e3));
  scenario.workspace.write("stacks/lists/e5.txt", list(e5));
  scenario.stack(`
tenant: contoso.onmicrosoft.com
assignments:
  - { name: e3, licenses: [ENTERPRISEPACK], usersFrom: lists/e3.txt }
  - { name: e5, licenses: [ENTERPRISEPREMIUM], usersFrom: lists/e5.txt }
`);
}

/** Names that the state keeps a line of. */
async function namesInState(): Promise<string[]> {
  const { stdout } = await scenario.workspace.run(["stack", "export"]);
  const { deployment } = JSON.parse(stdout) as {
    deployment: { resources: { type: string; inputs?: { users?: Record<string, string> } }[] };
  };
  return Object.keys(deployment.resources.find(({ type }) => type.endsWith("TenantLicenses"))?.inputs?.users ?? {});
}

describe("a stack of many people", () => {
  it("begins with those for whom something has to be done, where most hold already what is declared", async () => {
    scenario = await createScenario(
      contoso({ people: { ...crowd(count, "ENTERPRISEPACK"), joiner: [] }, seats: { ENTERPRISEPACK: count + 1 } }),
    );
    scenario.workspace.write("stacks/lists/e3.txt", `${list(numbers(1, count))}joiner@contoso.com\n`);
    scenario.stack(
      "tenant: contoso.onmicrosoft.com\nassignments:\n  - { name: e3, licenses: [ENTERPRISEPACK], usersFrom: " +
        "lists/e3.txt }\n",
    );
    const { code, output } = await scenario.preview();
    expect(code, output).toBe(0);
    expect(output).toContain("Already held, no call: ");
    expect(output.match(/\w+@contoso\.com *: "[^"]*"/g)).toEqual(['joiner@contoso.com: "ENTERPRISEPACK"']);
  });

  it("shows whoever changes, keeps nobody else in the state, and calls nothing drift that is none", async () => {
    scenario = await createScenario(contoso({ people: crowd(count + 1), seats: { ENTERPRISEPACK: count + 1 } }));
    declare(numbers(2, count), [1]);
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    expect(await namesInState()).toHaveLength(count);
    const second = await scenario.workspace.run(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    expect(second.code, second.output).toBe(0);
    expect(await namesInState()).toEqual([]);

    await scenario.admin.assign("p7@contoso.com", [], ["ENTERPRISEPACK"]);
    declare(numbers(4, count + 1), [1, 2]);
    const { code, output } = await scenario.preview();
    expect(code, output).toBe(0);
    expect(
      output
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => /^[~+-] p\d+@contoso\.com *: "/.test(line)),
    ).toEqual([
      '~ p2@contoso.com  : "ENTERPRISEPACK" => "ENTERPRISEPREMIUM"',
      '- p3@contoso.com  : "ENTERPRISEPACK"',
      `+ p${count + 1}@contoso.com: "ENTERPRISEPACK"`,
      '+ p7@contoso.com  : "ENTERPRISEPACK"',
    ]);
    const changed = [
      `users["p${count + 1}@contoso.com"]`,
      'users["p2@contoso.com"]',
      'users["p3@contoso.com"]',
      'users["p7@contoso.com"]',
    ];
    expect([...(await scenario.previewPaths())].sort()).toEqual([...changed].sort());

    const up = await scenario.workspace.run(["up", "--yes"]);
    expect(up.code, up.output).toBe(0);
    expect(await scenario.admin.holds("p2@contoso.com")).toEqual(["ENTERPRISEPREMIUM"]);
    expect(await scenario.admin.holds("p3@contoso.com")).toEqual([]);
    expect(await scenario.admin.holds("p7@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect((await namesInState()).sort()).toEqual(["p2@contoso.com", `p${count + 1}@contoso.com`, "p7@contoso.com"]);
    const quiet = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(quiet.code, quiet.output).toBe(0);
    expect(quiet.output).not.toContain("diff:");

    const refresh = await scenario.workspace.run(["refresh", "--yes"]);
    expect(refresh.code, refresh.output).toBe(0);
    expect(refresh.output).not.toContain("diff:");
  });

  it("puts those together who have the same, where thousands change, and shows those alone who lose", async () => {
    const many = 2_100;
    scenario = await createScenario(
      contoso({ people: crowd(many), seats: { ENTERPRISEPACK: many, ENTERPRISEPREMIUM: many } }),
    );
    declare(numbers(2, many), [1]);
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    const blocks = ["ENTERPRISEPACK (2,099 people)", "ENTERPRISEPREMIUM (1 person)"];
    expect(await namesInState()).toEqual(blocks);
    const quiet = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(quiet.code, quiet.output).toBe(0);
    expect(quiet.output).not.toContain("diff:");

    await scenario.admin.assign("p7@contoso.com", [], ["ENTERPRISEPACK"]);
    const drifted = await scenario.preview();
    expect(drifted.output.match(/[~+-] \w+@contoso\.com *: "[^"]*"/g)).toEqual(['+ p7@contoso.com: "ENTERPRISEPACK"']);

    const second = await scenario.up();
    expect(second.code, second.output).toBe(0);
    expect(await scenario.admin.holds("p7@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect(await namesInState()).toEqual([...blocks, "p7@contoso.com"]);
    const after = await scenario.workspace.run(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
    expect(after.code, after.output).toBe(0);
    expect(after.output).not.toContain("diff:");

    scenario.workspace.write("stacks/lists/e3.txt", list([1]));
    scenario.workspace.write("stacks/lists/e5.txt", list(numbers(3, many)));
    scenario.stack(`
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: ${many} }
assignments:
  - { name: e3, licenses: [ENTERPRISEPACK], usersFrom: lists/e3.txt }
  - { name: e5, licenses: [ENTERPRISEPREMIUM], usersFrom: lists/e5.txt }
`);
    const swapped = await scenario.preview();
    expect(swapped.code, swapped.output).toBe(0);
    const shown = swapped.output.match(/[~+-] (?:p\d+@contoso\.com *: ".*"|ENTERPRISE\w+ \(.*\))/g) ?? [];
    expect(shown.map((line) => line.replace(/ *: /, ": ")).sort()).toEqual([
      "+ ENTERPRISEPREMIUM (2,098 people)",
      "- ENTERPRISEPACK (2,098 people)",
      '- p2@contoso.com: "ENTERPRISEPACK"',
      '~ p1@contoso.com: "ENTERPRISEPREMIUM" => "ENTERPRISEPACK"',
    ]);
  });
});
