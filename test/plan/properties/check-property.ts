import fc from "fast-check";
import { describeCase } from "./describe-case";
import { type Case, type Menu, drawCase } from "./draw-case";
import { type Tape, readTape } from "./tape";

/** Cases of all properties together; each property takes its share. */
const totalRuns = Number(process.env["M365_LICENSES_PROPERTY_RUNS"] ?? "100000");
const seed = Number(process.env["M365_LICENSES_PROPERTY_SEED"] ?? "20260302");
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

/** Milliseconds that a property may take: a soak has more cases. */
export function timeLimit(share: number): number {
  return 60_000 + runsOf(share) * 20;
}

/**
 * Tries a property on `share` of all cases, fixed seed, and throws for the smallest case found that breaks it, written
 * out in a few lines.
 *
 * @param judge gets the case, and the rest of the tape for choices of its own
 */
export async function checkProperty(share: number, menu: Menu, judge: (drawn: Case, tape: Tape) => Promise<Objections>): Promise<void> {
  const draw = (bytes: Uint8Array): { drawn: Case; tape: Tape } => {
    const tape = readTape(bytes);
    return { drawn: drawCase(tape, menu), tape };
  };
  const property = fc.asyncProperty(fc.uint8Array({ minLength: tapeLength, maxLength: tapeLength, size: "max" }), async (bytes) => {
    const { drawn, tape } = draw(bytes);
    const objections = await judge(drawn, tape);
    if (objections.length > 0) throw new Error(objections.join("\n"));
  });
  const result = await fc.check(property, { numRuns: runsOf(share), seed, endOnFailure: false });
  if (!result.failed) return;
  const [bytes] = result.counterexample ?? [new Uint8Array()];
  const why = result.errorInstance instanceof Error ? result.errorInstance : new Error(String(result.errorInstance));
  const trace = why.stack?.includes("/src/") === true ? `\n${why.stack.split("\n").slice(1, 6).join("\n")}` : "";
  throw new Error(
    `case ${result.numRuns}, seed ${seed}, ${result.numShrinks} times made smaller\n${why.message}${trace}\n${describeCase(draw(bytes).drawn)}\n  tape ${writeTape(bytes)}`,
  );
}

function writeTape(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").replace(/(?:00)+$/, "");
}
