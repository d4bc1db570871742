import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const preload = join(__dirname, "shifted-clock.cjs");
const day = 86_400_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);

const stack = (users: string): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 25 }
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${users}] }
  - { name: interns, licenses: [STANDARDPACK], users: [ida@contoso.com], until: ${dayFromNow(10)} }
`;

describe("a clock of this machine that is not Graph's", () => {
  it.each([
    ["has jumped back by a day", -day],
    ["has jumped forward by a month", 30 * day],
    ["is ahead by ten minutes", 600_000],
  ])("%s: previews and ups are refused with both times, and nothing is taken, given or forgotten", async (_, shift) => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [], ida: [], diego: [] } }));
    const { workspace, emulator, admin } = scenario;
    const file = join(workspace.home, "shift");
    const env = { NODE_OPTIONS: `--require ${preload}`, SHIFT_OF_CLOCK: file };
    const run = (...args: readonly string[]) => workspace.run(args, { env });
    const state = (): string =>
      readFileSync(join(workspace.state, ".pulumi/stacks/pulumi-m365-licenses/contoso.json"), "utf8");
    writeFileSync(file, "0");
    scenario.stack(stack("adele@contoso.com, megan@contoso.com"));
    const begun = await run("up", "--yes", "--skip-preview");
    expect(begun.code, begun.output).toBe(0);
    expect(await admin.holds("ida@contoso.com")).toEqual(["STANDARDPACK"]);

    // Megan leaves, Diego joins; and, by the calendar of that clock, Ida's time may be over.
    scenario.stack(stack("adele@contoso.com, diego@contoso.com"));
    writeFileSync(file, String(shift));
    const before = { log: logLength(emulator), state: state() };
    for (const refused of [await run("preview"), await run("up", "--yes", "--skip-preview")]) {
      expect(refused.code).not.toBe(0);
      expect(refused.output).toContain("[clock-wrong]");
      const told = [0, shift].map((by) => new Date(Date.now() + by).toISOString().slice(0, 10));
      for (const one of told) expect(refused.output).toContain(one);
    }
    expect(logLength(emulator)).toBe(before.log);
    const ledgerOf = (text: string): unknown => /"__ledger": ?"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
    expect(ledgerOf(before.state)).toBeDefined();
    expect(ledgerOf(state())).toBe(ledgerOf(before.state));

    writeFileSync(file, "0");
    const right = await run("up", "--yes", "--skip-preview");
    expect(right.code, right.output).toBe(0);
    for (const [name, held] of Object.entries({ adele: 1, diego: 1, megan: 0, ida: 1 }))
      expect(await admin.holds(`${name}@contoso.com`)).toHaveLength(held);
  });
});
