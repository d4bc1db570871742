import { posix } from "node:path";
import type { Place } from "../terms/desired";
import { resolveAssignment, type ResolvedAssignment } from "./resolve/assignments";
import { BundleShelf, type StackPart } from "./resolve/bundles";
import { checkDocument, placeAt } from "./language/check-document";
import { dayIn, isTimeZone } from "./resolve/dates";
import { part as partLanguage, stackDocument, type StackDocument } from "./language/document";
import { resolvePolicy } from "./resolve/policy";
import type { StackResult } from "./problems/problem";
import {
  listYaml,
  maxListBytes,
  maxStackBytes,
  readTextFile,
  referredFile,
  scopeOf,
  shown,
  type FileScope,
} from "./files/read-file";
import { readList, type ListedName } from "./files/read-list";
import { StackReport } from "./problems/report";
import { unite } from "./resolve/union";
import type { YamlNode } from "./yaml/yaml-node";
import { readYaml } from "./yaml/yaml-tree";

export type { StackResult } from "./problems/problem";

export interface LoadOptions {
  /** The clock of the run; dates of the stack are days in the stack's time zone. */
  readonly now: Date;
  /** Directory that `file` is relative to; places name files relative to it. Default: the working directory. */
  readonly root?: string;
  /** Nothing outside of it is read. Default: the folder of the stack file. */
  readonly folder?: string;
}

/** Stands for the missing name of an assignment. */
const unnamed = "(unnamed)";

/** Lets the rest of a stack be checked where one of these is missing or unfit; such a stack is refused anyway. */
const standIns = { tenant: "unknown.invalid", name: unnamed, licenses: ["UNKNOWN"], reason: "unknown" };

/**
 * Reads a stack file and everything that it names. No network, no engine, nothing but these files. A file that cannot
 * be used gives all of its problems at once; nothing is thrown for what an author can mend.
 */
export function loadStack(file: string, options: LoadOptions): StackResult {
  return new StackLoader(file, options).load();
}

class StackLoader {
  private readonly report = new StackReport();
  private readonly file: string;
  private readonly scope: FileScope;
  private readonly files: string[] = [];
  private readonly lists = new Map<string, readonly ListedName[]>();

  constructor(
    file: string,
    private readonly options: LoadOptions,
  ) {
    this.file = shown(file);
    this.scope = scopeOf(this.file, options.root ?? process.cwd(), options.folder);
  }

  load(): StackResult {
    const start = { file: this.file, line: 1, column: 1 };
    const tree = this.readTree(this.file, start, otherStacks(this.file, this.scope));
    if (tree === undefined) return this.invalid();
    const checked = checkDocument(stackDocument, tree, standIns);
    this.report.add(checked.problems);
    if (checked.document === undefined) return this.invalid();
    const main: StackPart = { file: this.file, document: checked.document, tree: checked.tree, written: tree };
    return this.resolve(checked.document, main, [main, ...this.readIncluded(main, [this.file])]);
  }

  private resolve(stack: StackDocument, main: StackPart, parts: readonly StackPart[]): StackResult {
    const timeZone = this.timeZone(stack, main.tree);
    const today = dayIn(timeZone, this.options.now);
    const bundleNames = parts.flatMap((part) => Object.keys(part.document.bundles ?? {}));
    const context = { tenant: stack.tenant, report: this.report, bundleNames, today };
    const bundles = new BundleShelf(parts, context);
    const assignments = parts.flatMap((part) =>
      (part.document.assignments ?? []).map((assignment, index) =>
        resolveAssignment(assignment, part.tree, ["assignments", index], {
          ...context,
          bundles,
          readList: (reference, place) => this.readList(part.file, reference, place),
        }),
      ),
    );
    this.checkNames(assignments);
    const desired = {
      tenant: stack.tenant,
      users: unite(assignments, "people", this.report),
      groups: unite(assignments, "groups", this.report),
      dormant: assignments.filter((assignment) => assignment.state !== "active").map(dormant),
    };
    const policy = resolvePolicy(stack, main.tree, parts, desired, context);
    const { problems, findings } = this.report.close(policy.rules);
    if (problems.length > 0) return { kind: "invalid", problems };
    const places = {
      tenant: placeAt(main.tree, ["tenant"]),
      ...(policy.authoritative === undefined ? {} : { authorityScope: placeAt(main.tree, ["authoritative", "scope"]) }),
    };
    const protect = stack.protect ?? true;
    return {
      kind: "ok",
      stack: {
        file: this.file,
        tenant: stack.tenant,
        desired,
        policy,
        protect,
        today,
        timeZone,
        findings,
        files: this.files,
        places,
      },
    };
  }

  private invalid(): StackResult {
    return { kind: "invalid", problems: this.report.close({}).problems };
  }

  private readTree(file: string, place: Place, ifMissing?: string): YamlNode | undefined {
    const read = readTextFile(file, this.scope, maxStackBytes, place);
    if (read.kind === "invalid") {
      this.report.add([
        read.problem.code === "file-missing" && ifMissing !== undefined
          ? { ...read.problem, remedy: ifMissing }
          : read.problem,
      ]);
      return undefined;
    }
    this.files.push(file);
    const yaml = readYaml(read.text, file);
    if (yaml.kind === "ok") return yaml.root;
    this.report.add(yaml.problems);
    return undefined;
  }

  /**
   * Parts in the order in which they are named, each with its own parts after it; a part that is named twice counts
   * once.
   */
  private readIncluded(part: StackPart, chain: readonly string[]): readonly StackPart[] {
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
      if (this.files.includes(file)) return [];
      const tree = this.readTree(file, place);
      if (tree === undefined) return [];
      const checked = checkDocument(partLanguage, tree, standIns);
      this.report.add(checked.problems);
      if (checked.document === undefined) return [];
      const included: StackPart = { file, document: checked.document, tree: checked.tree, written: tree };
      return [included, ...this.readIncluded(included, [...chain, file])];
    });
  }

  private readList(
    from: string,
    reference: { readonly file: string; readonly column?: string },
    place: Place,
  ): readonly ListedName[] {
    const file = referredFile(from, reference.file);
    const key = `${file}\n${reference.column ?? ""}`;
    const known = this.lists.get(key);
    if (known !== undefined) return known;
    const read = readTextFile(file, this.scope, maxListBytes, place);
    let names: readonly ListedName[] = [];
    if (read.kind === "invalid") this.report.add([read.problem]);
    else {
      this.files.push(file);
      const list = readList(read.text, file, reference.column, place);
      this.report.add(list.problems);
      names = list.names;
    }
    this.lists.set(key, names);
    return names;
  }

  private timeZone(stack: StackDocument, tree: YamlNode): string {
    const written = stack.timeZone?.trim() ?? "UTC";
    if (isTimeZone(written)) return written;
    this.report.problem(
      "time-zone",
      placeAt(tree, ["timeZone"]),
      `\`${written}\` is no time zone.`,
      "Write an IANA name, for example `Europe/Paris`.",
    );
    return "UTC";
  }

  private checkNames(assignments: readonly ResolvedAssignment[]): void {
    const first = new Map<string, ResolvedAssignment>();
    for (const assignment of assignments.filter(({ name }) => name !== unnamed)) {
      const before = first.get(assignment.name.toLowerCase());
      if (before === undefined) first.set(assignment.name.toLowerCase(), assignment);
      else
        this.report.problem(
          "assignment-name",
          assignment.place,
          `There is already an assignment \`${before.name}\` in ${before.place.file}, line ${before.place.line}.`,
          "Give one of them another name: reports tell them apart by it.",
        );
    }
  }
}

function dormant(assignment: ResolvedAssignment) {
  const { name, place, from, until, people, groups, licenses } = assignment;
  return {
    assignment: name,
    place,
    principals: [...people, ...groups].map((principal) => principal.name),
    skus: [...new Set(licenses.map(({ license }) => license.sku))].sort(),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

/** What to say when the stack file itself is missing. */
function otherStacks(file: string, scope: FileScope): string {
  const others = listYaml(scope).map((name) => `\`${posix.join(posix.dirname(file), name)}\``);
  return others.length === 0
    ? "Write it; docs/stack-language.md shows how."
    : `Write it, or name one that is there: ${others.join(", ")}.`;
}
