import { afterEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (more = "") => `
tenant: contoso.onmicrosoft.com
onShortage: assignInOrder
assignments:
  - name: joiners
    licenses: [STANDARDPACK, VISIOCLIENT]
    users: [joiner@contoso.com]
${more}`;
const waits = /joiner@contoso\.com waits: Visio .* \(0 of 0 seats left\)/;

describe("a joiner for whom one of two licences is short", () => {
  it("got neither, and no run said so: gets one, waits for the other in green runs that say so", async () => {
    scenario = await createScenario(contoso({ people: { joiner: [] }, seats: { VISIOCLIENT: 0 } }));
    const { admin, emulator, workspace } = scenario;
    scenario.stack(stack());
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    expect(first.output).toMatch(waits);
    expect(await admin.holds("joiner@contoso.com")).toEqual(["STANDARDPACK"]);

    const preview = await workspace.run(["preview", "--diff", "--expect-no-changes"]);
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toMatch(waits);
    const second = await scenario.up();
    expect(second.code, second.output).toBe(first.code);
    expect(second.output).toMatch(waits);
    expect(second.output).toContain("nothing to do, 0 as declared, 1 waits for seats");
    expect(second.output).toContain("seats-short");

    administrate(emulator.tenant, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 1 } });
    const third = await scenario.up();
    expect(third.code, third.output).toBe(0);
    expect(third.output).not.toMatch(/waits:/);
    expect([...(await admin.holds("joiner@contoso.com"))].sort()).toEqual(["STANDARDPACK", "VISIOCLIENT"]);
    expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("waits for both where the assignment says so, from the first run on", async () => {
    scenario = await createScenario(contoso({ people: { joiner: [] }, seats: { VISIOCLIENT: 0 } }));
    scenario.stack(stack("    together: true\n"));
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain("only together with");
    expect(await scenario.admin.holds("joiner@contoso.com")).toEqual([]);
    administrate(scenario.emulator.tenant, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled: 1 } });
    const later = await scenario.up();
    expect(later.code, later.output).toBe(0);
    expect([...(await scenario.admin.holds("joiner@contoso.com"))].sort()).toEqual(["STANDARDPACK", "VISIOCLIENT"]);
  });
});

describe("a group with fewer seats than members", () => {
  it("made the first run red and the second one green: both are green, and both say who waits", async () => {
    scenario = await createScenario(
      contoso({
        people: { eve: [], fay: [] },
        seats: { VISIOCLIENT: 1 },
        groups: [
          {
            displayName: "Sales Team",
            mailNickname: "sales",
            securityEnabled: true,
            members: ["eve@contoso.com", "fay@contoso.com"],
          },
        ],
      }),
    );
    scenario.stack(`
tenant: contoso.onmicrosoft.com
onShortage: assignInOrder
assignments:
  - name: drawing
    licenses: [VISIOCLIENT]
    groups: [Sales Team]
`);
    const through = /@contoso\.com waits: Visio .* \(0 of 1 seats left\), through\s+the group Sales Team/;
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    expect(first.output).toMatch(through);
    const second = await scenario.up();
    expect(second.code, second.output).toBe(first.code);
    expect(second.output).toMatch(through);
  });
});
