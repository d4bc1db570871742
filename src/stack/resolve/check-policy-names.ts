import type { Desired } from "../../terms/desired";
import { formatPlace, type Place } from "../../terms/place";
import { groupKey, principalKey, principalNameFault } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";

type DeclaredPlaces = ReadonlyMap<string, Place | undefined>;

/** Whom `protected`, `release` and `allowInterruption` name. */
export interface PolicyNames {
  readonly guarded: readonly ListedName[];
  readonly released: readonly ListedName[];
  readonly interrupted: readonly ListedName[];
}

/** What these names have to do with who is declared: protected and forgotten people must not be, others must. */
export function checkPolicyNames(
  desired: Desired,
  { guarded, released, interrupted }: PolicyNames,
  report: StackReport,
): void {
  checkReleased(desired, released, report);
  if (guarded.length + interrupted.length === 0) return;
  const declared = new Map<string, Place | undefined>();
  for (const assignment of desired.dormant)
    for (const name of assignment.principals) declared.set(principalKey(name), assignment.place);
  for (const user of desired.users) declared.set(principalKey(user.name), user.declarations[0]?.place);
  checkProtected(declared, guarded, report);
  checkInterrupted(declared, interrupted, report);
}

function checkProtected(declared: DeclaredPlaces, guarded: readonly ListedName[], report: StackReport): void {
  for (const { name, place } of guarded) {
    const key = principalKey(name);
    if (!declared.has(key)) continue;
    report.problem(
      "protected-declared",
      place,
      `${name} is protected, and declared too (${shownPlace(declared.get(key))}): nobody can be both.`,
      "Take one of the two out.",
    );
  }
}

function checkReleased(desired: Desired, released: readonly ListedName[], report: StackReport): void {
  if (released.length === 0) return;
  const people = new Map(desired.users.map((user) => [principalKey(user.name), user.declarations[0]?.place]));
  const groups = new Map(desired.groups.map((group) => [groupKey(group.name), group.declarations[0]?.place]));
  for (const { name, place } of released) {
    const isPerson = name.includes("@");
    const fault = isPerson ? principalNameFault(name) : undefined;
    if (fault !== undefined)
      report.problem("principal-name", place, fault, "Write one user principal name, or a group's name.");
    const where = isPerson ? people : groups;
    const key = isPerson ? principalKey(name) : groupKey(name);
    if (where.has(key))
      report.finding({
        code: "release-unchecked",
        place,
        message:
          `${name} is to be forgotten, and is declared too (${shownPlace(where.get(key))}): of such people only what ` +
          "the tenant cannot take back any more can be forgotten, which a preview knows.",
        remedy: "Take the declaration out, or the name out of `release`, unless it is for such a licence.",
        principals: [name],
      });
  }
}

function checkInterrupted(declared: DeclaredPlaces, interrupted: readonly ListedName[], report: StackReport): void {
  for (const { name, place } of interrupted)
    if (!declared.has(principalKey(name)))
      report.finding({
        code: "interruption-undeclared",
        place,
        message: `${name} may be interrupted, but this stack declares nothing for them.`,
        remedy: "Check the spelling, or take the name out.",
        principals: [name],
      });
}

function shownPlace(place: Place | undefined): string {
  return place === undefined ? "in this stack" : formatPlace(place);
}
