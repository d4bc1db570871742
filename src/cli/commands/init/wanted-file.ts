import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of a complete repository, and what is done where there is one already. */
export type WantedFile =
  /** The one that is there stays as it is. */
  | { readonly kind: "whole"; readonly path: string; readonly text: string }
  /** What it lacks is added. */
  | { readonly kind: "completed"; readonly path: string; readonly complete: (before: string | undefined) => string };

export interface WriteResult {
  readonly written: readonly string[];
  /** Had lines added. */
  readonly completed: readonly string[];
  /** Are there and say something else: left as they are. */
  readonly left: readonly string[];
}

/** Writes what is missing, and never over what is there. */
export function writeWanted(root: string, files: readonly WantedFile[]): WriteResult {
  const written: string[] = [];
  const completed: string[] = [];
  const left: string[] = [];
  for (const file of files) {
    const target = join(root, file.path);
    const before = existsSync(target) ? readFileSync(target, "utf8") : undefined;
    const after = file.kind === "whole" ? file.text : file.complete(before);
    if (before === after) continue;
    if (before !== undefined && file.kind === "whole") {
      left.push(file.path);
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, after);
    (before === undefined ? written : completed).push(file.path);
  }
  return { written, completed, left };
}
