import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { CORE_SCHEMA, dump, load as loadYaml, mergeTag } from "js-yaml";
import { describe, expect, it } from "vitest";
import { parseRoster } from "../../src/roster/parse";
import { canonicalLines } from "../../src/stack/canonical-lines";
import { formatProblem } from "../../src/stack/problems/format-problem";
import { loadStack } from "../../src/stack/load-stack";
import { principalKey, principalNameFault } from "../../src/stack/files/principal-name";
import { plainValue } from "../../src/stack/language/tree";
import { readYaml } from "../../src/stack/yaml/yaml-tree";
import { makeFolder, now } from "./support/stack-folder";

const contoso = readFileSync(join(__dirname, "../../stacks/contoso.yaml"), "utf8");
const sales = readFileSync(join(__dirname, "../../stacks/lists/sales.txt"), "utf8");
const root = makeFolder({ "stacks/lists/sales.txt": sales });

function loadText(text: string) {
  writeFileSync(join(root, "stacks/test.yaml"), text);
  return loadStack("stacks/test.yaml", { now, root });
}

const people = ["ann@c.com", "bob@c.com", "cid@c.com", "dan@c.com"];
const skus = ["ENTERPRISEPACK", "MCOEV", "MCOPSTN1", "VISIOCLIENT"];
const assignments = fc.array(
  fc.record({
    licenses: fc.subarray(skus, { minLength: 1 }),
    users: fc.subarray(people, { minLength: 1 }),
    from: fc.option(fc.constantFrom("2020-01-01", "2040-01-01"), { nil: undefined }),
  }),
  { maxLength: 6 },
);

function write(
  entries: readonly {
    readonly licenses: readonly string[];
    readonly users: readonly string[];
    readonly from?: string | undefined;
  }[],
): string {
  return dump({
    tenant: "c.com",
    assignments: entries.map(({ from, ...entry }, index) => ({
      name: `a${index}`,
      ...entry,
      ...(from === undefined ? {} : { from }),
    })),
  });
}

function linesOf(text: string): Record<string, string> {
  const result = loadText(text);
  if (result.kind === "invalid") throw new Error(result.problems.map(formatProblem).join("\n"));
  return canonicalLines(result.stack.desired).users;
}

describe("what is declared for a person", () => {
  it("is the union of the assignments that count today, by a slow and obvious oracle", () => {
    fc.assert(
      fc.property(assignments, (entries) => {
        const wanted: Record<string, string> = {};
        for (const person of people) {
          const held = entries
            .filter((entry) => entry.from !== "2040-01-01" && entry.users.includes(person))
            .flatMap((entry) => entry.licenses);
          if (held.length > 0) wanted[person] = [...new Set(held)].sort().join(", ");
        }
        expect(linesOf(write(entries))).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on the order of assignments, nor of licences and people in them", () => {
    const shuffled = assignments.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    );
    fc.assert(
      fc.property(shuffled, ([entries, others]) => {
        const turned = others.map((entry) => ({
          ...entry,
          licenses: entry.licenses.toReversed(),
          users: entry.users.toReversed(),
        }));
        expect(linesOf(write(turned))).toEqual(linesOf(write(entries)));
      }),
      { numRuns: 40 },
    );
  });

  it("is a line that rosters can read back", () => {
    for (const line of Object.values(linesOf(contoso))) expect(() => parseRoster(line)).not.toThrow();
  });
});

describe("a stack file that somebody has damaged", () => {
  const damage = fc.tuple(
    fc.nat(contoso.length),
    fc.nat(40),
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "- ",
        ": ",
        "\n",
        "\t",
        "*a",
        "&a ",
        "<<: ",
        "[",
        "{",
        '"',
        "|",
        "---\n",
        "~",
        "!!x ",
        "\u0000",
        "\u2028",
      ),
    ),
  );

  it("never throws, and every problem stands on a line that there is", () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (cuts) => {
        let text = contoso;
        for (const [at, length, instead] of cuts) text = text.slice(0, at) + instead + text.slice(at + length);
        const result = loadText(text);
        if (result.kind === "ok") return;
        expect(result.problems.length).toBeGreaterThan(0);
        const lines = text.split(/\r\n|\n|\r/);
        for (const problem of result.problems) {
          expect(problem.place.line).toBeGreaterThanOrEqual(1);
          expect(problem.place.column).toBeGreaterThanOrEqual(1);
          if (problem.place.file === "stacks/test.yaml") expect(problem.place.line).toBeLessThanOrEqual(lines.length);
          expect(formatProblem(problem)).not.toMatch(/\n|undefined|\[object|Invalid input/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("any value that YAML can write", () => {
  const scalar = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalar,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((key) => key !== "<<"),
        tie("tree"),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).tree;

  it("is read as js-yaml reads it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
        fc.boolean(),
        (document, flow) => {
          const text = dump(document, flow ? { flowLevel: 1 } : {});
          const read = readYaml(text, "x.yaml");
          if (read.kind === "invalid") throw new Error(read.problems.map(formatProblem).join("\n"));
          expect(plainValue(read.root)).toEqual(loadYaml(text, { schema: CORE_SCHEMA.withTags(mergeTag) }));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("principal names", () => {
  const part = fc.stringMatching(/^[A-Za-z0-9äöüéßЯ漢'+_#~!^&-]{1,16}$/u);
  const name = fc
    .tuple(part, fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 2, maxLength: 3 }))
    .map(([local, domain]) => `${local}@${domain.join(".")}`);

  it("are accepted in all that directories have", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(principalNameFault(text)).toBeUndefined();
      }),
    );
  });

  it("are refused when two of them stand in one entry", () => {
    fc.assert(
      fc.property(name, name, fc.constantFrom(" ", ",", ";", ", ", "; ", "\t", "\n"), (one, other, between) => {
        expect(principalNameFault(one + between + other)).toBeDefined();
      }),
    );
  });

  it("are the same person in upper and lower case", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(principalKey(text.toLowerCase())).toBe(principalKey(text));
      }),
    );
  });
});
