import { checkDocument } from "./language/check-document";
import { programDocument } from "./language/program";
import { StackReport } from "./problems/report";
import type { StackPart } from "./resolve/bundles";
import { resolveStack, standIns } from "./resolve-stack";
import type { StackResult } from "./stack";
import { valueTree } from "./value-tree";

/** How messages name a stack that stands in no file. */
const program = "this program";

/**
 * What a program says of a stack, with the same checks as of a file; its problems name properties:
 * `assignments[0].licenses[1]`.
 *
 * @param value with nothing in it that is still to be known
 */
export function loadProgramStack(value: unknown, now: Date): StackResult {
  const report = new StackReport();
  const invalid = (): StackResult => ({ kind: "invalid", problems: report.close({}).problems });
  const tree = valueTree(value);
  if (tree.kind === "invalid") {
    report.add(tree.problems);
    return invalid();
  }
  const checked = checkDocument(programDocument, tree.root, standIns);
  report.add(checked.problems);
  if (checked.document === undefined) return invalid();
  const main: StackPart = { file: program, document: checked.document, tree: checked.tree, written: tree.root };
  return resolveStack(
    { file: program, stack: checked.document, main, parts: [main], readList: () => [], files: () => [] },
    now,
    report,
  );
}
