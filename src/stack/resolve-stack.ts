import { Allowance } from "./resolve/allowance";
import { resolveAssignment, type ResolvedAssignment } from "./resolve/assignments";
import { BundleShelf, type StackPart } from "./resolve/bundles";
import { dayAfter, dayIn, isTimeZone } from "./resolve/dates";
import { uniteGroupsToMake } from "./resolve/groups-to-make";
import type { ListContext } from "./resolve/listed-names";
import { Lookups } from "./resolve/lookups";
import { resolvePolicy } from "./resolve/policy";
import { unite, uniteQuestions } from "./resolve/union";
import type { StackDocument } from "./language/document";
import type { StandIns } from "./language/prune";
import { placeAt } from "./language/tree";
import type { StackReport } from "./problems/report";
import type { Stack, StackResult } from "./stack";
import type { YamlNode } from "./yaml/yaml-node";
import type { StackAhead, StackChange } from "../terms/forecast";
import { placeInWords } from "../terms/place";
import { byText } from "../text/order";

/** Stands for the missing name of an assignment. */
const unnamed = "(unnamed)";

/** Lets the rest of a stack be checked where one of these is missing or unfit; such a stack is refused anyway. */
export const standIns: StandIns = {
  tenant: "unknown.invalid",
  "assignments.*.name": unnamed,
  "assignments.*.licenses": ["UNKNOWN"],
  "approve.*.reason": "Unknown.",
};

/** A stack that has the shape of the language, and whatever it names. */
export interface WrittenStack {
  /** How messages name it. */
  readonly file: string;
  readonly stack: StackDocument;
  readonly main: StackPart;
  /** `main` first. */
  readonly parts: readonly StackPart[];
  /** Reads a list that a part names. */
  readonly readList: (
    part: StackPart,
    ...asked: Parameters<ListContext["readList"]>
  ) => ReturnType<ListContext["readList"]>;
  /** Every file that was read. */
  readonly files: () => readonly string[];
}

/** Gives every name of a stack its meaning, for the day that `now` is in the stack's time zone. */
export function resolveStack(
  { file, stack, main, parts, readList, files }: WrittenStack,
  now: Date,
  report: StackReport,
): StackResult {
  const timeZone = timeZoneOf(stack, main.tree, report);
  const today = dayIn(timeZone, now);
  const bundleNames = parts.flatMap((part) => Object.keys(part.document.bundles ?? {}));
  const lookups = new Lookups(bundleNames, report);
  const context = { tenant: stack.tenant, report, lookups, today };
  // A bundle holds no bundles, so that none is proposed in one.
  const bundles = new BundleShelf(parts, bundleNames, { ...context, lookups: new Lookups([], report) });
  const allowance = new Allowance(report);
  const assignments = parts.flatMap((part) =>
    (part.document.assignments ?? []).map((assignment, index) =>
      resolveAssignment(assignment, part.tree, ["assignments", index], {
        ...context,
        bundles,
        allowance,
        readList: (reference, place) => readList(part, reference, place),
      }),
    ),
  );
  checkNames(assignments, report);
  const make = uniteGroupsToMake(assignments, report);
  const asks = uniteQuestions(assignments, report);
  const desired = {
    tenant: stack.tenant,
    users: unite(assignments, "people", report),
    groups: unite(assignments, "groups", report),
    ...(make.length === 0 ? {} : { make }),
    ...(asks.length === 0 ? {} : { asks }),
    dormant: assignments.filter((assignment) => assignment.state !== "active").map(dormant),
  };
  const policy = resolvePolicy(stack, main.tree, parts, desired, assignments, context);
  const { problems, findings } = report.close(policy.rules);
  if (problems.length > 0) return { kind: "invalid", problems };
  const places: Stack["places"] = {
    tenant: placeAt(main.tree, ["tenant"]),
    ...(policy.authoritative === undefined ? {} : { authorityScope: placeAt(main.tree, ["authoritative", "scope"]) }),
  };
  const protect = stack.protect ?? true;
  const ahead = aheadOf(today, assignments);
  return {
    kind: "ok",
    stack: {
      file,
      tenant: stack.tenant,
      desired,
      policy,
      protect,
      ahead,
      today,
      timeZone,
      findings,
      files: files(),
      places,
    },
  };
}

function timeZoneOf(stack: StackDocument, tree: YamlNode, report: StackReport): string {
  const written = stack.timeZone?.trim() ?? "UTC";
  if (isTimeZone(written)) return written;
  report.problem(
    "time-zone",
    placeAt(tree, ["timeZone"]),
    `\`${written}\` is no time zone.`,
    "Write an IANA name, for example `Europe/Paris`.",
  );
  return "UTC";
}

function checkNames(assignments: readonly ResolvedAssignment[], report: StackReport): void {
  const first = new Map<string, ResolvedAssignment>();
  for (const assignment of assignments.filter(({ name }) => name !== unnamed)) {
    const before = first.get(assignment.name.toLowerCase());
    if (before === undefined) first.set(assignment.name.toLowerCase(), assignment);
    else
      report.problem(
        "assignment-name",
        assignment.place,
        `There is already an assignment \`${before.name}\` ${placeInWords(before.place)}.`,
        "Give one of them another name: reports tell them apart by it.",
      );
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
  const asks = assignments.flatMap(({ state, asks: question }) => (state === "notYet" ? (question ?? []) : []));
  return {
    changes,
    users: later.flatMap(({ people }) => people.map(({ name }) => name)),
    groups: later.flatMap(({ groups }) => groups.map(({ name }) => name)),
    ...(asks.length === 0 ? {} : { asks }),
  };
}

function dormant(assignment: ResolvedAssignment) {
  const { name, place, from, until, people, groups, licenses, asks } = assignment;
  return {
    assignment: name,
    place,
    principals: [...people, ...groups].map((principal) => principal.name),
    skus: [...new Set(licenses.map(({ license }) => license.sku))].sort(),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(asks === undefined ? {} : { asks: true as const }),
  };
}
