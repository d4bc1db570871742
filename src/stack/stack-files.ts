import { posix } from "node:path";
import type { Place } from "../terms/place";
import { listYaml, readTextFile, referredFile, type FileScope, type TextResult } from "./files/read-file";
import { readList, type ListedName } from "./files/read-list";
import { checkDocument } from "./language/check-document";
import { part as partLanguage } from "./language/document";
import type { StandIns } from "./language/prune";
import { placeAt } from "./language/tree";
import { formatLimit, stackLimits } from "./problems/limits";
import type { StackReport } from "./problems/report";
import type { StackPart } from "./resolve/bundles";
import type { YamlNode } from "./yaml/yaml-node";
import { readYaml } from "./yaml/yaml-tree";

/** Reads the files of one stack, each once, and keeps their names. */
export class StackFiles {
  /** Every file that was read, in the order of reading. */
  readonly names: string[] = [];
  private readonly seen = new Set<string>();
  /** Lists that were read: a table may be named several times, with a column each. */
  private readonly tables = new Map<string, TextResult>();
  private readonly lists = new Map<string, readonly ListedName[]>();
  private full = false;

  constructor(
    private readonly scope: FileScope,
    private readonly standIns: StandIns,
    private readonly report: StackReport,
  ) {}

  readTree(file: string, place: Place, ifMissing?: () => string): YamlNode | undefined {
    const read = this.readText(file, place, stackLimits.stackBytes);
    if (read === undefined) return undefined;
    if (read.kind === "invalid") {
      const { problem } = read;
      const missing = problem.code === "file-missing" && ifMissing !== undefined;
      this.report.add([missing ? { ...problem, remedy: ifMissing() } : problem]);
      return undefined;
    }
    const yaml = readYaml(read.text, file);
    if (yaml.kind === "ok") return yaml.root;
    this.report.add(yaml.problems);
    return undefined;
  }

  /**
   * Parts in the order in which they are named, each with its own parts after it; a part that is named twice counts
   * once.
   */
  readIncluded(part: StackPart, chain: readonly string[]): readonly StackPart[] {
    return (part.document.include ?? []).flatMap((reference, index) => {
      const file = referredFile(part.file, reference);
      const place = placeAt(part.tree, ["include", index]);
      if (chain.includes(file)) {
        const ring = [...chain.slice(chain.indexOf(file)), file].join(" → ");
        this.report.problem(
          "include-circular",
          place,
          `These files include each other in a circle: ${ring}.`,
          "Take one of the `include` lines out.",
        );
        return [];
      }
      if (this.seen.has(file)) return [];
      if (chain.length > stackLimits.includeDepth) {
        this.report.problem(
          "limit-exceeded",
          place,
          `\`${file}\` is the end of a chain of ${chain.length} files that include each other; the limit is ` +
            `${stackLimits.includeDepth}.`,
          "Include it in the stack file itself.",
        );
        return [];
      }
      const tree = this.readTree(file, place);
      if (tree === undefined) return [];
      const checked = checkDocument(partLanguage, tree, this.standIns);
      this.report.add(checked.problems);
      if (checked.document === undefined) return [];
      const included: StackPart = { file, document: checked.document, tree: checked.tree, written: tree };
      return [included, ...this.readIncluded(included, [...chain, file])];
    });
  }

  readList(
    from: string,
    reference: { readonly file: string; readonly column?: string },
    place: Place,
  ): readonly ListedName[] {
    const file = referredFile(from, reference.file);
    const key = `${file}\n${reference.column ?? ""}`;
    const known = this.lists.get(key);
    if (known !== undefined) return known;
    const read = this.tables.get(file) ?? this.readText(file, place, stackLimits.listBytes);
    let names: readonly ListedName[] = [];
    if (read?.kind === "invalid") this.report.add([read.problem]);
    else if (read !== undefined) {
      this.tables.set(file, read);
      const list = readList(read.text, file, reference.column, place);
      this.report.add(list.problems);
      for (const finding of list.findings) this.report.finding(finding);
      names = list.names;
    }
    this.lists.set(key, names);
    return names;
  }

  /** Undefined: the stack has too many files, which was said. */
  private readText(file: string, place: Place, maxBytes: number): TextResult | undefined {
    if (this.seen.size >= stackLimits.files && !this.seen.has(file)) {
      if (!this.full)
        this.report.problem(
          "limit-exceeded",
          place,
          `\`${file}\` is the file number ${formatLimit(stackLimits.files + 1)} of this stack; at most ` +
            `${formatLimit(stackLimits.files)} are read.`,
          "Join lists, or divide the stack.",
        );
      this.full = true;
      return undefined;
    }
    this.seen.add(file);
    const read = readTextFile(file, this.scope, maxBytes, place);
    if (read.kind === "ok") this.names.push(file);
    return read;
  }
}

/** What to say when the stack file itself is missing. */
export function otherStacks(file: string, scope: FileScope): string {
  const others = listYaml(scope).map((name) => `\`${posix.join(posix.dirname(file), name)}\``);
  return others.length === 0
    ? "Write it; docs/stack-language.md shows how."
    : `Write it, or name one that is there: ${others.join(", ")}.`;
}
