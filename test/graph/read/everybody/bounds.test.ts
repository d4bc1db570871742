import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Mark,
  boundsOfSample,
  boundsWithin,
  filterOf,
  inOrder,
  partsOf,
} from "../../../../src/graph/read/everybody/bounds";

const names = fc.array(
  fc.oneof(fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }), fc.stringMatching(/^[a-c]{1,3}@c\.com$/)),
  { minLength: 1, maxLength: 60 },
);
type Compare = (a: string, b: string) => number;
/** Orders that a directory might have, one of them nobody's. */
const orders: readonly Compare[] = [
  (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  (a, b) => a.localeCompare(b, "en", { sensitivity: "base", ignorePunctuation: true }),
  (a, b) => a.localeCompare(b, "sv", { numeric: true }),
  (a, b) => Array.from(b).reverse().join("").localeCompare(Array.from(a).reverse().join("")),
];
const countUpTo = (people: readonly string[], compare: Compare, bounds: readonly string[]): readonly Mark[] =>
  bounds.map((name) => ({ name, upTo: people.filter((person) => compare(person, name) <= 0).length }));

describe("parts of a directory", () => {
  it("hold everybody, whatever the names and in whatever order they are compared", () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...orders), fc.integer({ min: 1, max: 20 }), (people, compare, most) => {
        let marks = inOrder(countUpTo(people, compare, boundsOfSample(people, 8)));
        const further = boundsWithin(marks, people.length, most);
        marks = inOrder([...marks, ...countUpTo(people, compare, further)]);
        const parts = partsOf(marks, people.length, most);
        const isIn = (person: string): boolean =>
          parts.some(
            ({ from, to }) =>
              (from === undefined || compare(person, from) >= 0) && (to === undefined || compare(person, to) <= 0),
          );
        expect(people.filter((person) => !isIn(person))).toEqual([]);
        expect(parts.reduce((sum, part) => sum + part.people, 0)).toBe(people.length);
      }),
    );
  });

  it("are about the same size where a sample says how names are spread", () => {
    const people = Array.from({ length: 10_000 }, (_, index) => `${"mnaesj"[index % 6]}${(index * 7919) % 9973}@c.com`);
    const byBytes = orders[0] as Compare;
    const bounds = boundsOfSample(people.slice(0, 999), 10);
    const parts = partsOf(inOrder(countUpTo(people, byBytes, bounds)), people.length, 1_300);
    expect(parts.map(({ people: held }) => held).every((held) => held <= 1_300)).toBe(true);
    expect(parts.length).toBeLessThanOrEqual(12);
  });

  it("are found in between where a sample knows one letter only", () => {
    const people = Array.from({ length: 5_000 }, (_, index) => `person${index}@contoso.com`);
    const byBytes = orders[0] as Compare;
    let asked = 0;
    let marks = countUpTo(people, byBytes, ["adam", "adele", "anna"]);
    for (let round = 0; round < 9; round += 1) {
      const further = boundsWithin(marks, people.length, 600);
      expect(further.length).toBeLessThanOrEqual(19 * 10);
      asked += further.length;
      if (further.length === 0) break;
      marks = inOrder([...marks, ...countUpTo(people, byBytes, further)]);
    }
    expect(partsOf(marks, people.length, 600)[0]?.people).toBeLessThanOrEqual(600);
    // Twenty to a request.
    expect(asked).toBeLessThanOrEqual(20 * 30);
  });

  it("are asked for by what Graph compares", () => {
    expect(filterOf({ from: undefined, to: "b", people: 1 })).toBe("userPrincipalName le 'b'");
    expect(filterOf({ from: "b", to: "o", people: 1 })).toBe("userPrincipalName ge 'b' and userPrincipalName le 'o'");
    expect(filterOf({ from: "o", to: undefined, people: 1 })).toBe("userPrincipalName ge 'o'");
  });
});
