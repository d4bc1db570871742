import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRoster } from "../../src/roster/format";
import { parseRoster, RosterSyntaxError } from "../../src/roster/parse";
import type { PlanSelection, Roster } from "../../src/roster/types";

const guid = "6fd2c87f-b296-42f0-b197-1e91e994b900";

const lines: readonly (readonly [line: string, roster: Roster])[] = [
  ["", { licenses: [] }],
  ["@GB", { licenses: [], usageLocation: "GB" }],
  ["MCOEV", { licenses: [{ sku: "MCOEV", selection: { kind: "unmanaged" } }] }],
  [
    "ENTERPRISEPACK(-YAMMER_ENTERPRISE), MCOEV @GB",
    {
      licenses: [
        { sku: "ENTERPRISEPACK", selection: { kind: "off", plans: ["YAMMER_ENTERPRISE"] } },
        { sku: "MCOEV", selection: { kind: "unmanaged" } },
      ],
      usageLocation: "GB",
    },
  ],
  ["E3(all)", { licenses: [{ sku: "E3", selection: { kind: "off", plans: [] } }] }],
  ["E3(none)", { licenses: [{ sku: "E3", selection: { kind: "only", plans: [] } }] }],
  ["E3(-A,-B)", { licenses: [{ sku: "E3", selection: { kind: "off", plans: ["A", "B"] } }] }],
  ["E3(+A,+B)", { licenses: [{ sku: "E3", selection: { kind: "only", plans: ["A", "B"] } }] }],
  [`${guid}(-${guid})`, { licenses: [{ sku: guid, selection: { kind: "off", plans: [guid] } }] }],
];

describe("formatRoster and parseRoster", () => {
  it.each(lines)("%s", (line, roster) => {
    expect(formatRoster(roster)).toBe(line);
    expect(parseRoster(line)).toEqual(roster);
  });

  it("sorts by code unit, whatever the order was, and says nothing twice", () => {
    const licenses = [
      { sku: "b", selection: { kind: "unmanaged" } },
      { sku: "B", selection: { kind: "off", plans: ["Z", "a", "A", "Z"] } },
    ] as const;
    expect(formatRoster({ licenses })).toBe("B(-A,-Z,-a), b");
    expect(parseRoster("b, B(-Z,-a,-A)").licenses.map(({ sku }) => sku)).toEqual(["B", "b"]);
    expect(parseRoster("B(-Z,-a,-A)").licenses[0]?.selection).toEqual({ kind: "off", plans: ["A", "Z", "a"] });
  });

  it("takes white space wherever a person may write it", () => {
    expect(parseRoster("  E3( -A , -B ) ,MCOEV   @GB  ")).toEqual(parseRoster("E3(-A,-B), MCOEV @GB"));
  });

  it.each([
    ["E3,", 4, "the part number of a licence expected"],
    ["E3 MCOEV", 4, '"," expected'],
    ["E3(", 4, '"all", "none", "-PLAN" or "+PLAN" expected'],
    ["E3()", 4, '"all", "none", "-PLAN" or "+PLAN" expected'],
    ["E3(-A", 6, '")" expected'],
    ["E3(-A,+B)", 7, '"-" expected'],
    ["E3(+A,-B)", 7, '"+" expected'],
    ["E3(-)", 5, "the name of a service plan expected"],
    ["E3(-A,-A)", 8, "A stands twice"],
    ["E3(all", 4, '"all", "none", "-PLAN" or "+PLAN" expected'],
    ["E3, E3", 5, "E3 stands twice"],
    [",E3", 1, "the part number of a licence expected"],
    ["E3 @gb", 5, "a country of two capital letters expected"],
    ["E3 @GBR", 5, "a country of two capital letters expected"],
    ["E3 @", 5, "a country of two capital letters expected"],
    ["E3 @GB, MCOEV", 5, "a country of two capital letters expected"],
    ["E3 @GB MCOEV", 8, "the end of the line expected after the country"],
  ])("refuses %s at column %i: %s", (line, column, expected) => {
    const attempt = (): unknown => parseRoster(line);
    expect(attempt).toThrow(RosterSyntaxError);
    expect(attempt).toThrow(`"${line}" is not a roster: column ${column}: ${expected}`);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ name: "RosterSyntaxError", line, column });
    }
  });

  const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
  const plans = fc.uniqueArray(name, { maxLength: 4 }).map((all) => all.sort());
  const selection: fc.Arbitrary<PlanSelection> = fc.oneof(
    fc.constant({ kind: "unmanaged" } as const),
    fc.record({ kind: fc.constant("off" as const), plans }),
    fc.record({ kind: fc.constant("only" as const), plans }),
  );
  const roster: fc.Arbitrary<Roster> = fc.record(
    {
      licenses: fc
        .uniqueArray(fc.record({ sku: name, selection }), { maxLength: 4, selector: (license) => license.sku })
        .map((all) => all.sort((a, b) => (a.sku < b.sku ? -1 : 1))),
      usageLocation: fc.stringMatching(/^[A-Z]{2}$/),
    },
    { requiredKeys: ["licenses"] },
  );

  it("are inverse functions", () => {
    fc.assert(
      fc.property(roster, (value) => {
        const line = formatRoster(value);
        expect(parseRoster(line)).toEqual(value);
        expect(formatRoster(parseRoster(line))).toBe(line);
      }),
      { numRuns: 2000 },
    );
  });

  it("never fail otherwise than with a place inside the line or right behind it", () => {
    const noise = fc.string({
      unit: fc.constantFrom("E", "3", "(", ")", "+", "-", ",", "@", " ", "G", "B", "all", "none"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(noise, (line) => {
        try {
          expect(formatRoster(parseRoster(line))).toBeTypeOf("string");
        } catch (error) {
          expect(error).toBeInstanceOf(RosterSyntaxError);
          const { column } = error as RosterSyntaxError;
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(line.length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
