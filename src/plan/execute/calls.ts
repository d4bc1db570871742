import type { SkuId } from "../../terms/observed";
import type { PrincipalWrite, WriteOutcome, WriteProblem } from "../../terms/port";

/**
 * One principal's calls.
 *
 * Graph judges a call as a whole: what it refuses to take, for reasons of that licence alone, takes everything that the
 * same call gives with it. So a removal that is known to be doubtful goes in a call of its own, after the others; and
 * where Graph refuses one that nobody doubted, the rest of the call is sent once more without it.
 */
export interface Call {
  readonly write: PrincipalWrite;
  readonly then: readonly PrincipalWrite[];
}

/** A removal that Graph has refused. */
export interface RefusedRemoval {
  readonly skuId: SkuId;
  readonly problem: WriteProblem;
}

/** Said of one licence of the call, which the message names. */
const ofNamed: ReadonlySet<string> = new Set(["unknown-sku", "not-assignable"]);
/** Said of the call, and perhaps because of what it takes. */
const ofAnything: ReadonlySet<string> = new Set([...ofNamed, "inherited", "not-assigned", "forbidden", "rejected"]);

/** The calls of one write, and of removals that are each to go alone, after it. */
export function callOf(write: PrincipalWrite, alone: readonly SkuId[]): Call {
  return { write, then: alone.map((skuId) => removalOf(write, skuId)) };
}

/**
 * What is sent next, and which removal is not to be sent again in this run.
 *
 * @param isAllowed whether this application may write at all, as far as is known
 */
export function afterCall(
  { write, then }: Call,
  outcome: WriteOutcome,
  isAllowed: boolean,
): { readonly next?: Call; readonly refused?: RefusedRemoval } {
  if (outcome.kind === "notSent") return {};
  if (outcome.kind === "applied") return followedBy(then);
  const { problem, located } = outcome;
  const { add, remove } = write;
  const left = located ? withoutLocation(write) : write;
  if (!isOfRemoval(write, problem, isAllowed)) {
    // Whoever has not got what is given is taken nothing either.
    return add.length > 0 ? {} : followedBy(then);
  }
  const named = ofNamed.has(problem.code) ? remove.find((skuId) => skuId === problem.skuId) : undefined;
  if (named !== undefined) {
    const rest = { ...left, remove: remove.filter((skuId) => skuId !== named) };
    return { ...followedBy(isEmpty(rest) ? then : [rest, ...then]), refused: { skuId: named, problem } };
  }
  const [first] = remove;
  if (add.length === 0 && remove.length === 1 && first !== undefined)
    return { ...followedBy(then), refused: { skuId: first, problem } };
  const removals = remove.map((skuId) => removalOf(write, skuId));
  return followedBy([...(add.length > 0 ? [{ ...left, remove: [] }] : []), ...removals, ...then]);
}

/** Whether a call was perhaps refused for what it takes, and not for what it gives. */
function isOfRemoval({ add, remove }: PrincipalWrite, { code, skuId }: WriteProblem, isAllowed: boolean): boolean {
  if (remove.length === 0 || !ofAnything.has(code) || add.some((given) => given.skuId === skuId)) return false;
  return isAllowed || code !== "forbidden";
}

function followedBy([write, ...then]: readonly PrincipalWrite[]): { readonly next?: Call } {
  return write === undefined ? {} : { next: { write, then } };
}

function removalOf({ principal, id, name }: PrincipalWrite, skuId: SkuId): PrincipalWrite {
  return { principal, id, name, add: [], remove: [skuId] };
}

function withoutLocation({ principal, id, name, add, remove }: PrincipalWrite): PrincipalWrite {
  return { principal, id, name, add, remove };
}

function isEmpty({ add, remove, usageLocation }: PrincipalWrite): boolean {
  return add.length === 0 && remove.length === 0 && usageLocation === undefined;
}
