import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { commandsIn } from "../support/commands-in";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
beforeEach(async () => {
  scenario = await createScenario(
    contoso({ people: { ann: [], bea: [], new: [], vip: [] }, seats: { VISIOCLIENT: 1 } }),
  );
});
afterEach(() => scenario.dispose());

const declaring = (...people: readonly string[]): string => `
tenant: contoso.onmicrosoft.com
onShortage: assignInOrder
assignments:
  - name: drawing
    licenses: [VISIOCLIENT]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
`;
const board = `  - name: board
    priority: 10
    licenses: [VISIOCLIENT]
    users: [vip@contoso.com]
`;

function buy(enabled: number): void {
  administrate(scenario.emulator.tenant, { kind: "setSeats", sku: "VISIOCLIENT", units: { enabled } });
}

/** What an up of this stack said, on one line. */
async function upWith(stack: string): Promise<string> {
  scenario.stack(stack);
  const { code, output } = await scenario.up();
  expect(code, output).toBe(0);
  return output.replace(/\s+/g, " ");
}

async function status(...options: readonly string[]): Promise<string> {
  const run = await commandsIn(scenario);
  return (await run("status", "--stack", "contoso", ...options)).out;
}

const holds = (name: string): Promise<readonly string[]> => scenario.admin.holds(`${name}@contoso.com`);

describe("the queue for a seat", () => {
  it("is kept from run to run, served first, and passed by a priority alone, which is told", async () => {
    expect(await upWith(declaring("ann", "bea"))).toContain("bea@contoso.com waits: Visio");
    expect(JSON.parse(await status("--json"))).toMatchObject({
      waiting: [{ name: "bea@contoso.com", place: 1, partNumber: "VISIOCLIENT" }],
    });
    expect(await status()).toMatch(/VISIOCLIENT 1\. bea@contoso\.com, since \d{4}-\d{2}-\d{2}/);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);

    buy(2);
    expect(await upWith(declaring("new", "ann", "bea"))).toContain("new@contoso.com waits: Visio");
    expect(await holds("bea")).toEqual(["VISIOCLIENT"]);

    buy(3);
    expect(await upWith(declaring("new", "ann", "bea") + board)).toMatch(
      /vip@contoso\.com gets Visio .* first, by priority 10; new@contoso\.com waits since/,
    );
    expect([await holds("vip"), await holds("new")]).toEqual([["VISIOCLIENT"], []]);

    buy(4);
    expect(await upWith(declaring("new", "ann", "bea") + board)).not.toContain("waits:");
    expect(await holds("new")).toEqual(["VISIOCLIENT"]);
    expect(await status()).not.toContain("Waiting for seats");
  });
});
