import { formatPlace } from "../../terms/place";
import type { DesiredPrincipal, PeopleQuestion } from "../../terms/desired";
import type { ResolvedAssignment } from "./assignments";
import { findClaimants, type AssignmentSet } from "./claimants";
import type { StackReport } from "../problems/report";
import { uniteSet, type Contradiction, type Union } from "./unite-set";

/**
 * The union of what active assignments declare for each principal, in the order in which they are declared. Upper and
 * lower case of a name are the same principal; the first spelling stays. Contradictions are reported once a set of
 * assignments, with the first principal concerned and the number of others.
 */
export function unite(
  assignments: readonly ResolvedAssignment[],
  kind: "people" | "groups",
  report: StackReport,
): readonly DesiredPrincipal[] {
  const claimants = findClaimants(assignments, kind, report);
  const unions = new Map<AssignmentSet, { readonly union: Union; readonly names: string[] }>();
  const principals = claimants.map(({ name, declarations, declaredBy }): DesiredPrincipal => {
    let shared = unions.get(declaredBy);
    if (shared === undefined) {
      shared = { union: uniteSet(declaredBy.assignments, kind), names: [] };
      unions.set(declaredBy, shared);
    }
    shared.names.push(name);
    const { licenses, usageLocation, onPremisesPstn } = shared.union;
    if (usageLocation === undefined && !onPremisesPstn) return { name, licenses, declarations };
    return {
      name,
      licenses,
      declarations,
      ...(usageLocation === undefined ? {} : { usageLocation }),
      ...(onPremisesPstn ? { onPremisesPstn } : {}),
    };
  });
  reportContradictions([...unions.values()], report);
  return principals;
}

/**
 * What the tenant is asked by the assignments that count, each with what whoever is found gets. Where nobody is named
 * beside, what an assignment itself contradicts is reported here.
 */
export function uniteQuestions(
  assignments: readonly ResolvedAssignment[],
  report: StackReport,
): readonly PeopleQuestion[] {
  return assignments.flatMap((assignment) => {
    const { asks, people, state } = assignment;
    if (asks === undefined || state !== "active") return [];
    const union = uniteSet([assignment], "people");
    if (people.length === 0) reportContradictions([{ union, names: ["whom the tenant names"] }], report);
    return [{ ...asks, licenses: union.licenses }];
  });
}

/**
 * The same two lines may contradict each other for people in different sets of assignments: one problem, all the
 * people.
 */
function reportContradictions(
  unions: readonly { readonly union: Union; readonly names: readonly string[] }[],
  report: StackReport,
): void {
  const distinct = new Map<string, { readonly contradiction: Contradiction; names: readonly string[] }>();
  for (const { union, names } of unions)
    for (const contradiction of union.contradictions) {
      const key = `${contradiction.code} ${formatPlace(contradiction.place)} ${contradiction.text}`;
      const before = distinct.get(key);
      if (before === undefined) distinct.set(key, { contradiction, names });
      else before.names = [...before.names, ...names];
    }
  for (const { contradiction, names } of distinct.values()) {
    const others = names.length > 1 ? ` and ${names.length - 1} more` : "";
    report.problem(
      contradiction.code,
      contradiction.place,
      `${contradiction.text} (for ${names[0] ?? ""}${others}).`,
      contradiction.remedy,
    );
  }
}
