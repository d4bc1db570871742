import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (assignments: Readonly<Record<string, readonly string[]>>) => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 1000, per: 7d }
assignments:
${Object.entries(assignments)
  .map(
    ([license, people]) =>
      `  - { name: ${license}, licenses: [${license}], users: ` +
      `[${people.map((name) => `${name}@contoso.com`).join(", ")}] }`,
  )
  .join("\n")}
`;

describe("a list that shows the tenant as it was ten minutes ago", () => {
  it("makes nobody forgotten: leavers and those who moved lose what the up before had just given them", async () => {
    const names = Object.keys(crowd(25));
    scenario = await createScenario(contoso({ people: crowd(100), settings: { replicationLagMs: 600_000 } }));
    const { admin } = scenario;
    scenario.stack(stack({ STANDARDPACK: names }));
    expect((await scenario.up()).code).toBe(0);

    scenario.stack(stack({ STANDARDPACK: names.slice(2), ENTERPRISEPACK: ["p2"] }));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("p1@contoso.com")).toEqual([]);
    expect(await admin.holds("p2@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds("p3@contoso.com")).toEqual(["STANDARDPACK"]);
  });
});
