import type { Desired, DesiredPrincipal } from "../terms/desired";
import { formatPlace, type Place } from "../terms/place";
import type { Finding } from "../terms/plan";
import { findingsOnPaper } from "../plan/on-paper";
import { loadStack, type LoadOptions } from "./load-stack";
import { groupKey, principalKey } from "./files/principal-name";
import { comparePlaced, type Problem } from "./problems/problem";
import type { Stack, StackResult } from "./stack";

export interface Validation {
  readonly files: readonly { readonly file: string; readonly result: StackResult }[];
  /** Of every file, and those between files; in order of place. */
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

/** Reads stacks and checks each by itself and against the others of its tenant. No tenant, no engine, no network. */
export function validateStacks(files: readonly string[], options: LoadOptions): Validation {
  const results = [...new Set(files)].map((file) => ({ file, result: loadStack(file, options) }));
  const stacks = results.flatMap(({ result }) => (result.kind === "ok" ? [result.stack] : []));
  const own = results.flatMap(({ result }) => (result.kind === "invalid" ? result.problems : []));
  // A list or part that two stacks share is read twice; its problems are said once.
  const distinct = new Map(
    [...own, ...compareStacks(stacks)].map((problem) => [
      `${formatPlace(problem.place)} ${problem.code} ${problem.message}`,
      problem,
    ]),
  );
  return {
    files: results,
    problems: [...distinct.values()].sort(comparePlaced),
    findings: stacks
      .flatMap((stack) => [...stack.findings, ...findingsOnPaper(stack.desired, stack.policy, stack.today)])
      .sort(comparePlaced),
  };
}

/**
 * What only several stacks together get wrong. Two stacks that declare one person each take back what the other
 * gives, run after run; and authority over a tenant takes away what another stack gives.
 */
export function compareStacks(stacks: readonly Stack[]): readonly Problem[] {
  const byTenant = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const key = stack.tenant.toLowerCase();
    byTenant.set(key, [...(byTenant.get(key) ?? []), stack]);
  }
  return [...byTenant.values()].flatMap((tenant) => [...findSharedPrincipals(tenant), ...findAuthority(tenant)]);
}

/** One problem for each two stacks, however many people they share: it is one decision that mends it. */
function findSharedPrincipals(stacks: readonly Stack[]): readonly Problem[] {
  const known = new Map<string, Declared>();
  const shared = new Map<string, Shared[]>();
  for (const stack of stacks) {
    const declared = [
      ...declaredPeople(stack).map((person) => ({ ...person, key: `person ${principalKey(person.name)}` })),
      ...declaredGroups(stack).map((group) => ({ ...group, key: `group ${groupKey(group.name)}` })),
    ];
    const said = new Set<string>();
    for (const { key, ...again } of declared) {
      const before = known.get(key);
      if (before === undefined) known.set(key, again);
      if (before === undefined || before.stack === stack || said.has(key)) continue;
      said.add(key);
      const pair = `${before.stack.file} ${stack.file}`;
      shared.set(pair, [...(shared.get(pair) ?? []), { before, again, isGroup: key.startsWith("group ") }]);
    }
  }
  return [...shared.values()].flatMap((pair) => sharedProblem(pair));
}

interface Declared {
  readonly name: string;
  readonly stack: Stack;
  readonly place: Place;
}

/** A principal of two stacks. */
interface Shared {
  readonly before: Declared;
  readonly again: Declared;
  readonly isGroup: boolean;
}

/** Named in the message; a reader who has seen a few knows which they are. */
const namedAtMost = 3;

function sharedProblem(pair: readonly Shared[]): readonly Problem[] {
  const [first] = [...pair].sort((one, other) => comparePlaced(placed(one), placed(other)));
  if (first === undefined) return [];
  const { before, again, isGroup } = first;
  const declared =
    pair.length === 1
      ? `The ${isGroup ? "group" : "person"} ${again.name} is declared in ${before.stack.file} too ` +
        `(${formatPlace(before.place)})`
      : `${countPrincipals(pair)} are declared in ${before.stack.file} too (${listSome(pair)})`;
  return [
    {
      code: "two-stacks",
      place: again.place,
      message:
        `${declared}, for the same tenant ${again.stack.tenant}: ` + "each stack would take back what the other gives.",
      remedy:
        pair.length === 1
          ? "Declare everything for one principal in one stack."
          : "Declare everything for one principal in one stack: take them out of one of the two.",
    },
  ];
}

function placed({ again }: Shared): { code: string; message: string; place: Place } {
  return { code: "two-stacks", message: again.name, place: again.place };
}

function countPrincipals(pair: readonly Shared[]): string {
  const groups = pair.filter(({ isGroup }) => isGroup).length;
  const people = pair.length - groups;
  const parts = [
    people === 0 ? "" : `${String(people)} ${people === 1 ? "person" : "people"}`,
    groups === 0 ? "" : `${String(groups)} ${groups === 1 ? "group" : "groups"}`,
  ];
  return parts.filter((part) => part !== "").join(" and ");
}

function listSome(pair: readonly Shared[]): string {
  const named = pair
    .slice(0, namedAtMost)
    .map(({ again, before }) => `${again.name} at ${formatPlace(before.place)}`)
    .join(", ");
  const rest = pair.length - namedAtMost;
  return rest > 0 ? `${named} and ${String(rest)} more` : named;
}

function declaredPeople(stack: Stack): readonly Declared[] {
  return [
    ...declaredBy(stack, stack.desired.users),
    ...waiting(stack.desired, stack.today).map(({ name, place }) => ({
      name,
      stack,
      place: place ?? stack.places.tenant,
    })),
  ];
}

/** Those that are licensed, and those that are made, each once. */
function declaredGroups(stack: Stack): readonly Declared[] {
  const licensed = declaredBy(stack, stack.desired.groups);
  const names = new Set(licensed.map(({ name }) => groupKey(name)));
  const made = (stack.desired.make ?? []).filter(({ name }) => !names.has(groupKey(name)));
  return [...licensed, ...made.map(({ name, place }) => ({ name, stack, place: place ?? stack.places.tenant }))];
}

function declaredBy(stack: Stack, principals: readonly DesiredPrincipal[]): readonly Declared[] {
  return principals.map(({ name, declarations }) => ({
    name,
    stack,
    place: declarations[0]?.place ?? stack.places.tenant,
  }));
}

/** People of assignments that have not begun; those of ended ones may have moved to another stack. */
function waiting(
  desired: Desired,
  today: string,
): readonly { readonly name: string; readonly place: Place | undefined }[] {
  return desired.dormant
    .filter((assignment) => assignment.until === undefined || assignment.until >= today)
    .flatMap((assignment) =>
      assignment.principals.filter((name) => name.includes("@")).map((name) => ({ name, place: assignment.place })),
    );
}

function findAuthority(stacks: readonly Stack[]): readonly Problem[] {
  if (stacks.length < 2) return [];
  return stacks.flatMap((stack) => {
    if (stack.policy.authoritative?.scope !== "tenant") return [];
    const others = stacks.filter((other) => other !== stack).map((other) => other.file);
    return [
      {
        code: "two-stacks-authority" as const,
        place: stack.places.authorityScope ?? stack.places.tenant,
        message:
          `Authority over the whole tenant ${stack.tenant} is for its only stack, and there is ` +
          `${others.join(", ")} too: the people of ${others.length === 1 ? "that stack" : "those stacks"} would ` +
          "lose what it names.",
        remedy: "Write `scope: declared`, or bring the stacks together in one.",
      },
    ];
  });
}
