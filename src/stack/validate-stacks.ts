import type { Desired, DesiredPrincipal, Place } from "../terms/desired";
import type { Finding } from "../terms/plan";
import { findingsOnPaper } from "../plan/on-paper";
import { formatPlace } from "./problems/format-problem";
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

function findSharedPrincipals(stacks: readonly Stack[]): readonly Problem[] {
  const problems: Problem[] = [];
  const people = new Map<string, Declared>();
  const groups = new Map<string, Declared>();
  for (const stack of stacks) {
    for (const person of declaredPeople(stack)) claim("person", people, principalKey(person.name), person, problems);
    for (const group of declaredBy(stack, stack.desired.groups))
      claim("group", groups, groupKey(group.name), group, problems);
  }
  return problems;
}

interface Declared {
  readonly name: string;
  readonly stack: Stack;
  readonly place: Place;
}

function claim(what: string, known: Map<string, Declared>, key: string, declared: Declared, problems: Problem[]): void {
  const before = known.get(key);
  if (before === undefined || before.stack === declared.stack) {
    if (before === undefined) known.set(key, declared);
    return;
  }
  problems.push({
    code: "two-stacks",
    place: declared.place,
    message:
      `The ${what} ${declared.name} is declared in ${before.stack.file} too (${formatPlace(before.place)}), for ` +
      `the same tenant ${declared.stack.tenant}: each stack would take back what the other gives.`,
    remedy: "Declare everything for one principal in one stack.",
  });
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
