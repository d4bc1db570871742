import { formatPlace, type Place } from "../../terms/place";
import { groupKey, principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";
import type { ResolvedAssignment } from "./assignments";

/** Everything that is declared for one principal. */
export interface Claimant {
  readonly name: string;
  readonly place: Place;
  /** By assignment; a principal that stands in one twice claims it once. */
  readonly claims: Map<number, Place>;
}

/**
 * Who claims something of which active assignments. Upper and lower case of a name are the same principal; the first
 * spelling stays.
 */
export function findClaimants(
  assignments: readonly ResolvedAssignment[],
  kind: "people" | "groups",
  report: StackReport,
): readonly Claimant[] {
  const keyOf = kind === "people" ? principalKey : groupKey;
  const claimants = new Map<string, Claimant>();
  const spellings: Spelling[] = [];
  assignments.forEach((assignment, index) => {
    for (const { name, place } of assignment[kind]) {
      const key = keyOf(name);
      const before = claimants.get(key);
      if (before === undefined) {
        if (assignment.state === "active") claimants.set(key, { name, place, claims: new Map([[index, place]]) });
        continue;
      }
      if (before.name !== name) spellings.push({ before, again: { name, place } });
      if (assignment.state === "active" && !before.claims.has(index)) before.claims.set(index, place);
    }
  });
  if (kind === "groups") refuseSpellings(spellings, report);
  else reportSpellings(spellings, report);
  return [...claimants.values()];
}

interface Spelling {
  readonly before: ListedName;
  readonly again: ListedName;
}

function refuseSpellings(spellings: readonly Spelling[], report: StackReport): void {
  for (const { before, again } of spellings)
    report.problem(
      "group-two-spellings",
      again.place,
      `\`${again.name}\` and \`${before.name}\` (${formatPlace(before.place)}) are one group under two spellings.`,
      "Write the group's name the same way everywhere.",
    );
}

/** Lists from different sources differ in case by the thousand: one finding. */
function reportSpellings(spellings: readonly Spelling[], report: StackReport): void {
  const [first] = spellings;
  if (first === undefined) return;
  const names = [...new Set(spellings.map(({ before }) => before.name))];
  const more =
    names.length === 1 ? "" : `, and so ${names.length === 2 ? "is 1 other" : `are ${names.length - 1} others`}`;
  report.finding({
    code: "person-two-spellings",
    place: first.again.place,
    message:
      `${first.again.name} and ${first.before.name} (${formatPlace(first.before.place)}) are one person under two ` +
      `spellings${more}; the first spelling is used.`,
    principals: names,
  });
}
