import type { PlanSelection, Roster, RosterLicense } from "./types";

/** A line that is not a roster; `column` counts from 1. */
export class RosterSyntaxError extends Error {
  override readonly name = "RosterSyntaxError";

  constructor(
    readonly line: string,
    readonly column: number,
    expected: string,
  ) {
    super(`"${line}" is not a roster: column ${column}: ${expected}`);
  }
}

const namePattern = /[^\s,()@]+/y;
const locationPattern = /[A-Z]{2}(?![^\s])/y;
const spacePattern = /\s*/y;

/** Reads a line from left to right; every method throws where the line says something else. */
class Cursor {
  position = 0;

  constructor(readonly line: string) {}

  get atEnd(): boolean {
    return this.position >= this.line.length;
  }

  fail(expected: string): never {
    throw new RosterSyntaxError(this.line, this.position + 1, expected);
  }

  skipSpace(): void {
    this.match(spacePattern);
  }

  accept(text: string): boolean {
    if (!this.line.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`"${text}" expected`);
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.line)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }
}

function parsePlans(cursor: Cursor, sign: "-" | "+"): string[] {
  const plans: string[] = [];
  do {
    cursor.skipSpace();
    cursor.expect(sign);
    const start = cursor.position;
    const plan = cursor.match(namePattern) ?? cursor.fail("the name of a service plan expected");
    if (plans.includes(plan)) {
      cursor.position = start;
      cursor.fail(`${plan} stands twice`);
    }
    plans.push(plan);
    cursor.skipSpace();
  } while (cursor.accept(","));
  return plans.sort();
}

function parseSelection(cursor: Cursor): PlanSelection {
  if (!cursor.accept("(")) return { kind: "unmanaged" };
  if (cursor.accept("all)")) return { kind: "off", plans: [] };
  if (cursor.accept("none)")) return { kind: "only", plans: [] };
  cursor.skipSpace();
  const sign = cursor.line[cursor.position];
  if (sign !== "-" && sign !== "+") cursor.fail('"all", "none", "-PLAN" or "+PLAN" expected');
  const plans = parsePlans(cursor, sign);
  cursor.expect(")");
  return { kind: sign === "-" ? "off" : "only", plans };
}

/**
 * The roster that a line says; the inverse of `formatRoster`. White space between the parts does not matter.
 * Throws {@link RosterSyntaxError} with the column of the first thing that does not belong there.
 */
export function parseRoster(line: string): Roster {
  const cursor = new Cursor(line);
  const licenses: RosterLicense[] = [];
  cursor.skipSpace();
  while (!cursor.atEnd && line[cursor.position] !== "@") {
    if (licenses.length > 0) {
      cursor.expect(",");
      cursor.skipSpace();
    }
    const start = cursor.position;
    const sku = cursor.match(namePattern) ?? cursor.fail("the part number of a licence expected");
    if (licenses.some((license) => license.sku === sku)) {
      cursor.position = start;
      cursor.fail(`${sku} stands twice`);
    }
    licenses.push({ sku, selection: parseSelection(cursor) });
    cursor.skipSpace();
  }
  licenses.sort((a, b) => (a.sku < b.sku ? -1 : 1));
  if (!cursor.accept("@")) return { licenses };
  const usageLocation = cursor.match(locationPattern) ?? cursor.fail("a country of two capital letters expected");
  cursor.skipSpace();
  if (!cursor.atEnd) cursor.fail("the end of the line expected after the country");
  return { licenses, usageLocation };
}
