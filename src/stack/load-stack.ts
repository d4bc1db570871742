import { checkDocument } from "./language/check-document";
import { stackDocument } from "./language/document";
import { scopeOf, shown } from "./files/read-file";
import { StackReport } from "./problems/report";
import type { StackPart } from "./resolve/bundles";
import { resolveStack, standIns } from "./resolve-stack";
import { otherStacks, StackFiles } from "./stack-files";
import type { StackResult } from "./stack";

export type { StackResult } from "./stack";

export interface LoadOptions {
  /** The clock of the run; dates of the stack are days in the stack's time zone. */
  readonly now: Date;
  /** Directory that `file` is relative to; places name files relative to it. Default: the working directory. */
  readonly root?: string;
  /** Nothing outside of it is read. Default: the folder of the stack file. */
  readonly folder?: string;
}

/**
 * Reads a stack file and everything that it names. No network, no engine, nothing but these files. A file that cannot
 * be used gives all of its problems at once; nothing is thrown for what an author can mend.
 */
export function loadStack(written: string, { now, root = process.cwd(), folder }: LoadOptions): StackResult {
  const report = new StackReport();
  const file = shown(written);
  const scope = scopeOf(file, root, folder);
  const files = new StackFiles(scope, standIns, report);
  const invalid = (): StackResult => ({ kind: "invalid", problems: report.close({}).problems });
  const tree = files.readTree(file, { file, line: 1, column: 1 }, () => otherStacks(file, scope));
  if (tree === undefined) return invalid();
  const checked = checkDocument(stackDocument, tree, standIns);
  report.add(checked.problems);
  if (checked.document === undefined) return invalid();
  const main: StackPart = { file, document: checked.document, tree: checked.tree, written: tree };
  return resolveStack(
    {
      file,
      stack: checked.document,
      main,
      parts: [main, ...files.readIncluded(main, [file])],
      readList: (part, reference, place) => files.readList(part.file, reference, place),
      files: () => files.names,
    },
    now,
    report,
  );
}
