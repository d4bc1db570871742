import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { propertySeed } from "../support/property-seed";
import { kinds } from "./kinds";
import { Broken } from "./support/kind";
import { type Found, runCases } from "./support/run-cases";

// The short form of `npm run fuzz`, which gives each kind a million.
const cases = process.env["M365_LICENSES_QUICK_RUN"] === undefined ? 1_000 : 200;

const base = mkdtempSync(join(tmpdir(), "fuzz-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("what nobody should give to the program", () => {
  it.each(Object.keys(kinds))(
    `%s: ${cases} cases are used or refused properly`,
    async (name) => {
      const found: Found[] = [];
      const kind = kinds[name]?.(mkdtempSync(join(base, "kind-")));
      if (kind === undefined) throw new Error(name);
      const { taken, refused } = await runCases(kind, {
        seed: propertySeed,
        from: 0,
        to: cases,
        find: (one) => found.push(one),
      });
      expect(found).toEqual([]);
      // What is only ever refused, or never, tries nothing.
      expect(Math.min(taken, refused)).toBeGreaterThan(cases / 50);
    },
    120_000,
  );

  it("is found where it goes wrong, with the number that brings it about again", async () => {
    const found: Found[] = [];
    const give = (turn: number) => (): "taken" => {
      if (turn === 3) throw new Broken("three is wrong");
      return "taken";
    };
    let turn = 4;
    const kind = { name: "odd", draw: () => ({ show: () => String(turn), give: give((turn += 1) - 5) }) };
    const counts = await runCases(kind, { seed: 1, from: 0, to: 5, find: (one) => found.push(one) });
    expect(counts).toMatchObject({ taken: 4, refused: 0 });
    expect(found.map((one) => [one.turn, one.what.split("\n")[0]])).toEqual([[3, "Broken: three is wrong"]]);
  });
});
