import type { z } from "zod";
import type { Problem } from "../problems/problem";
import type { YamlNode } from "../yaml/yaml-node";
import { faultsOf, unusableKeys } from "./faults";
import { prune, type StandIns } from "./prune";
import { plainValue } from "./tree";

/** A document that has the shape of the language, and the tree that knows where each value stands. */
export interface CheckedDocument<Document> {
  readonly document: Document;
  readonly tree: YamlNode;
  readonly problems: readonly Problem[];
}

/**
 * Checks a tree against the language. What does not fit is reported, taken out, and the rest is checked on, so that
 * one run shows the problems of every layer. Undefined: nothing is left to go on with.
 */
export function checkDocument<Schema extends z.ZodType>(
  schema: Schema,
  tree: YamlNode,
  standIns: StandIns = {},
): CheckedDocument<z.output<Schema>> | { readonly document?: undefined; readonly problems: readonly Problem[] } {
  const unusable = unusableKeys(tree);
  let problems: readonly Problem[] | undefined;
  let rest: YamlNode | undefined = unusable.length === 0 ? tree : prune(tree, unusable, standIns);
  // Ends: each round takes something out that the next does not find again (see `prune`).
  while (rest !== undefined) {
    const result: z.ZodSafeParseResult<z.output<Schema>> = schema.safeParse(plainValue(rest));
    if (result.success)
      return {
        document: result.data,
        tree: rest,
        problems: [...unusable.map(({ problem }) => problem), ...(problems ?? [])],
      };
    const faults = faultsIn(result.error.issues, rest);
    // The first pass sees everything; what later passes miss was taken out here, not left out by the author.
    problems ??= faults.map((fault) => fault.problem);
    rest = faults.length === 0 ? undefined : prune(rest, faults, standIns);
  }
  return { problems: [...unusable.map(({ problem }) => problem), ...(problems ?? [])] };
}

function faultsIn(issues: readonly z.core.$ZodIssue[], tree: YamlNode) {
  return issues.flatMap((issue) => faultsOf(issue, tree));
}
