import type { Declaration } from "../../terms/desired";
import { formatPlace, placeInWords } from "../../terms/place";
import { byText } from "../../text/order";
import { groupKey, principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";
import type { ResolvedAssignment } from "./assignments";

/** Everything that is declared for one principal. */
export interface Claimant extends ListedName {
  /** In the order of the assignments; a principal that stands in one twice is declared by it once. */
  readonly declarations: Declaration[];
  declaredBy: AssignmentSet;
}

/** Active assignments in their order. Whoever is declared by exactly these has the same object. */
export interface AssignmentSet {
  readonly assignments: readonly ResolvedAssignment[];
  /** The sets with one assignment more, by that assignment. */
  readonly larger: Map<ResolvedAssignment, AssignmentSet>;
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
  const nobodys: AssignmentSet = { assignments: [], larger: new Map() };
  const claimants = new Map<string, Claimant>();
  const spellings: Spelling[] = [];
  for (const assignment of assignments) {
    const skus = [...new Set(assignment.licenses.map(({ license }) => license.sku))].sort(byText);
    const licensePlaces = new Map(assignment.licenses.map(({ license, place }) => [license.sku, place]));
    const isActive = assignment.state === "active";
    let mayRepeat = !isActive;
    for (const listed of assignment[kind]) {
      const { name, place } = listed;
      const key = keyOf(name);
      const before = claimants.get(key);
      if (before !== undefined && before.name !== name) spellings.push({ before, again: listed });
      if (!isActive) continue;
      if (before?.declaredBy.assignments.at(-1) === assignment) {
        mayRepeat = true;
        continue;
      }
      const declaration = { assignment: assignment.name, place, skus, licensePlaces };
      const declaredBy = withAssignment(before?.declaredBy ?? nobodys, assignment);
      if (before === undefined) claimants.set(key, { name, place, declarations: [declaration], declaredBy });
      else {
        before.declarations.push(declaration);
        before.declaredBy = declaredBy;
      }
    }
    if (mayRepeat) reportRepeated(assignment, kind, report);
  }
  if (kind === "groups") refuseSpellings(spellings, report);
  else reportSpellings(spellings, report);
  return [...claimants.values()];
}

function withAssignment(set: AssignmentSet, assignment: ResolvedAssignment): AssignmentSet {
  let larger = set.larger.get(assignment);
  if (larger === undefined) {
    larger = { assignments: [...set.assignments, assignment], larger: new Map() };
    set.larger.set(assignment, larger);
  }
  return larger;
}

/**
 * The same person twice in one assignment changes nothing, but perhaps somebody else was meant. One finding, however
 * many there are.
 */
function reportRepeated(assignment: ResolvedAssignment, kind: "people" | "groups", report: StackReport): void {
  const first = new Map<string, ListedName>();
  const repeated: Spelling[] = [];
  for (const listed of assignment[kind]) {
    // Two spellings of one group are an error of their own.
    const key = kind === "people" ? principalKey(listed.name) : listed.name;
    const before = first.get(key);
    if (before === undefined) first.set(key, listed);
    else repeated.push({ again: listed, before });
  }
  const [one, ...others] = repeated;
  if (one === undefined) return;
  const { again, before } = one;
  const who = others.length === 0 ? `${again.name} stands` : `${again.name} and ${others.length} more stand`;
  report.finding({
    code: "person-repeated",
    place: again.place,
    message:
      `${who} in the assignment \`${assignment.written}\` twice; ` +
      `${again.name} first ${placeInWords(before.place)}.`,
    remedy: "Take one out, unless another was meant.",
    principals: [...new Set(repeated.map((entry) => entry.again.name))],
  });
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
