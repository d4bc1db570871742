import fc from "fast-check";
import { expect } from "vitest";
import { propertySeed as seed } from "../../support/property-seed";
import { describeCase } from "./describe-case";
import { type Case, type Menu, drawCase } from "./draw-case";
import { type Tape, readTape } from "./tape";

/** Cases of all properties together; each property takes its share. */
const totalRuns = Number(process.env["M365_LICENSES_PROPERTY_RUNS"] ?? "100000");
/** Somebody who only wants to know whether a property holds need not wait for the smallest case. */
const simplifies = process.env["M365_LICENSES_PROPERTY_SIMPLEST"] !== "no";
const tapeLength = 160;

/** What a property found wrong, in words; nothing: it holds. */
export type Objections = readonly string[];

/** Cases that this share of all comes to; at least one. */
export function runsOf(share: number): number {
  return Math.max(1, Math.round(totalRuns * share));
}

/** The end of a test's title: how much is tried, and what repeats it. */
export function trial(share: number): string {
  return `(${runsOf(share)} cases, seed ${seed})`;
}

/** Milliseconds that a property may take: `npm run properties` has more cases. */
export function timeLimit(share: number): number {
  return 60_000 + runsOf(share) * 20;
}

/**
 * Tries a property on `share` of all cases, fixed seed, and fails with the smallest case found that breaks it,
 * written out in a few lines.
 *
 * @param judge gets the case, and the rest of the tape for choices of its own
 */
export async function checkProperty(
  share: number,
  menu: Menu,
  judge: (drawn: Case, tape: Tape) => Promise<Objections>,
): Promise<void> {
  const draw = (bytes: Uint8Array): { drawn: Case; tape: Tape } => {
    const tape = readTape(bytes);
    return { drawn: drawCase(tape, menu), tape };
  };
  const judgeBytes = async (bytes: Uint8Array): Promise<Objections> => {
    const { drawn, tape } = draw(bytes);
    try {
      return await judge(drawn, tape);
    } catch (error) {
      return [
        error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 6).join("\n") : String(error),
      ];
    }
  };
  const property = fc.asyncProperty(
    fc.uint8Array({ minLength: tapeLength, maxLength: tapeLength, size: "max" }),
    async (bytes) => (await judgeBytes(bytes)).length === 0,
  );
  const result = await fc.check(property, { numRuns: runsOf(share), seed, endOnFailure: true });
  const [found = new Uint8Array()] = result.counterexample ?? [];
  expect(result.failed ? await describeBroken(result.numRuns, found) : "").toBe("");

  /** The case that broke the property: number and seed, then the simplest that does. */
  async function describeBroken(number: number, bytes: Uint8Array): Promise<string> {
    const head = `case ${number}, seed ${seed}`;
    if (!simplifies) return head;
    const simplest = await simplify(bytes, async (simpler) => (await judgeBytes(simpler)).length > 0);
    const tape = Buffer.from(simplest)
      .toString("hex")
      .replace(/(?:00)+$/, "");
    return [head, ...(await judgeBytes(simplest)), describeCase(draw(simplest).drawn), `  tape ${tape}`].join("\n");
  }
}

/** Byte by byte towards 0, as long as the case still fails: a zero is always the simplest choice. */
async function simplify(failing: Uint8Array, fails: (bytes: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let smallest = failing;
  for (let again = true; again;) {
    again = false;
    for (const [i, byte] of smallest.entries()) {
      for (const simpler of new Set([0, byte % 2, byte % 3, byte % 4, byte % 5, byte % 8, byte >> 1])) {
        if (simpler >= smallest[i]!) continue;
        const tried = Uint8Array.from(smallest, (old, j) => (j === i ? simpler : old));
        if (!(await fails(tried))) continue;
        smallest = tried;
        again = true;
        break;
      }
    }
  }
  return smallest;
}
