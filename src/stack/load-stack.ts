import { Allowance } from "./resolve/allowance";
import { Lookups } from "./resolve/lookups";
import { resolveAssignment, type ResolvedAssignment } from "./resolve/assignments";
import { BundleShelf, type StackPart } from "./resolve/bundles";
import { checkDocument } from "./language/check-document";
import { placeAt } from "./language/tree";
import { dayAfter, dayIn, isTimeZone } from "./resolve/dates";
import { stackDocument, type StackDocument } from "./language/document";
import { uniteGroupsToMake } from "./resolve/groups-to-make";
import { resolvePolicy } from "./resolve/policy";
import { scopeOf, shown, type FileScope } from "./files/read-file";
import { StackReport } from "./problems/report";
import { unite } from "./resolve/union";
import { otherStacks, StackFiles } from "./stack-files";
import type { StackResult } from "./stack";
import type { YamlNode } from "./yaml/yaml-node";
import type { StackAhead, StackChange } from "../terms/forecast";
import { byText } from "../text/order";

export type { StackResult } from "./stack";

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
const standIns = {
  tenant: "unknown.invalid",
  "assignments.*.name": unnamed,
  "assignments.*.licenses": ["UNKNOWN"],
  "approve.*.reason": "Unknown.",
};

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
  private readonly files: StackFiles;

  constructor(
    file: string,
    private readonly options: LoadOptions,
  ) {
    this.file = shown(file);
    this.scope = scopeOf(this.file, options.root ?? process.cwd(), options.folder);
    this.files = new StackFiles(this.scope, standIns, this.report);
  }

  load(): StackResult {
    const start = { file: this.file, line: 1, column: 1 };
    const tree = this.files.readTree(this.file, start, () => otherStacks(this.file, this.scope));
    if (tree === undefined) return this.invalid();
    const checked = checkDocument(stackDocument, tree, standIns);
    this.report.add(checked.problems);
    if (checked.document === undefined) return this.invalid();
    const main: StackPart = { file: this.file, document: checked.document, tree: checked.tree, written: tree };
    return this.resolve(checked.document, main, [main, ...this.files.readIncluded(main, [this.file])]);
  }

  private resolve(stack: StackDocument, main: StackPart, parts: readonly StackPart[]): StackResult {
    const timeZone = this.timeZone(stack, main.tree);
    const today = dayIn(timeZone, this.options.now);
    const bundleNames = parts.flatMap((part) => Object.keys(part.document.bundles ?? {}));
    const lookups = new Lookups(bundleNames, this.report);
    const context = { tenant: stack.tenant, report: this.report, lookups, today };
    // A bundle holds no bundles, so that none is proposed in one.
    const bundles = new BundleShelf(parts, bundleNames, { ...context, lookups: new Lookups([], this.report) });
    const allowance = new Allowance(this.report);
    const assignments = parts.flatMap((part) =>
      (part.document.assignments ?? []).map((assignment, index) =>
        resolveAssignment(assignment, part.tree, ["assignments", index], {
          ...context,
          bundles,
          allowance,
          readList: (reference, place) => this.files.readList(part.file, reference, place),
        }),
      ),
    );
    this.checkNames(assignments);
    const make = uniteGroupsToMake(assignments, this.report);
    const desired = {
      tenant: stack.tenant,
      users: unite(assignments, "people", this.report),
      groups: unite(assignments, "groups", this.report),
      ...(make.length === 0 ? {} : { make }),
      dormant: assignments.filter((assignment) => assignment.state !== "active").map(dormant),
    };
    const policy = resolvePolicy(stack, main.tree, parts, desired, assignments, context);
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
        ahead: aheadOf(today, assignments),
        today,
        timeZone,
        findings,
        files: this.files.names,
        places,
      },
    };
  }

  private invalid(): StackResult {
    return { kind: "invalid", problems: this.report.close({}).problems };
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

function aheadOf(today: string, assignments: readonly ResolvedAssignment[]): StackAhead {
  const later = assignments.filter(({ state }) => state === "notYet");
  const changes = assignments
    .flatMap(({ name: assignment, from, until }): StackChange[] => [
      ...(from === undefined ? [] : [{ day: from, kind: "begins" as const, assignment }]),
      ...(until === undefined ? [] : [{ day: dayAfter(until), kind: "ends" as const, assignment }]),
    ])
    .filter(({ day }) => day > today)
    .sort((one, other) => byText(one.day, other.day));
  return {
    changes,
    users: later.flatMap(({ people }) => people.map(({ name }) => name)),
    groups: later.flatMap(({ groups }) => groups.map(({ name }) => name)),
  };
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
