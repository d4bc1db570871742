import type { Declaration, DesiredPrincipal, Place } from "../../terms/desired";
import type { PlanSelection, RosterLicense } from "../../roster/types";
import { isCallingPlan } from "../../catalog/voice";
import type { ResolvedAssignment } from "./assignments";
import { formatPlace } from "../problems/format-problem";
import { groupKey, principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";
import type { PlacedLicense } from "./resolve-licenses";
import { byText } from "../../text/order";

/** Everything that is declared for one principal. */
interface Claimant {
  readonly name: string;
  readonly place: Place;
  /** By assignment; a principal that stands in one twice claims it once. */
  readonly claims: Map<number, Place>;
}

/** What a set of assignments gives together; the same for everybody who is in exactly these. */
interface Union {
  readonly licenses: readonly RosterLicense[];
  readonly usageLocation?: string;
  readonly onPremisesPstn: boolean;
  readonly contradictions: readonly Contradiction[];
}

interface Contradiction {
  readonly code: "plans-contradict" | "location-contradicts" | "calling-plan-on-premises";
  readonly place: Place;
  readonly text: string;
  readonly remedy: string;
}

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
  const claimants = claim(assignments, kind, report);
  const unions = new Map<string, { readonly union: Union; readonly names: string[] }>();
  const skus = assignments.map((assignment) =>
    [...new Set(assignment.licenses.map(({ license }) => license.sku))].sort(byText),
  );
  const licensePlaces = assignments.map(
    (assignment) => new Map(assignment.licenses.map(({ license, place }) => [license.sku, place])),
  );
  const principals = claimants.map((claimant): DesiredPrincipal => {
    const indexes = [...claimant.claims.keys()];
    const key = indexes.join(" ");
    let shared = unions.get(key);
    if (shared === undefined) {
      shared = {
        union: uniteSet(
          indexes.flatMap((index) => assignments[index] ?? []),
          kind,
        ),
        names: [],
      };
      unions.set(key, shared);
    }
    shared.names.push(claimant.name);
    const { union } = shared;
    const declarations = [...claimant.claims].map(([index, place]): Declaration => ({
      assignment: assignments[index]?.name ?? "",
      place,
      skus: skus[index] ?? [],
      licensePlaces: licensePlaces[index] ?? new Map(),
    }));
    return {
      name: claimant.name,
      licenses: union.licenses,
      declarations,
      ...(union.usageLocation === undefined ? {} : { usageLocation: union.usageLocation }),
      ...(union.onPremisesPstn ? { onPremisesPstn: true } : {}),
    };
  });
  reportContradictions([...unions.values()], report);
  return principals;
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

function claim(
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

function uniteSet(assignments: readonly ResolvedAssignment[], kind: "people" | "groups"): Union {
  const contradictions: Contradiction[] = [];
  const bySku = new Map<
    string,
    { readonly sku: string; readonly selection: PlanSelection; readonly place: Place; readonly assignment: string }
  >();
  for (const assignment of assignments)
    for (const { license, place, product } of assignment.licenses) {
      // One product by its part number here and by its GUID there is one licence, and the GUID says which.
      const key = product?.skuId ?? license.sku;
      const before = bySku.get(key);
      const sku = before?.sku === product?.skuId ? (before?.sku ?? license.sku) : license.sku;
      const asked = { sku, selection: license.selection, place, assignment: assignment.name };
      if (before !== undefined && before.sku !== sku) bySku.set(key, { ...before, sku });
      if (before === undefined || before.selection.kind === "unmanaged") bySku.set(key, asked);
      else if (license.selection.kind !== "unmanaged" && !sameSelection(before.selection, license.selection))
        contradictions.push({
          code: "plans-contradict",
          place,
          text:
            `The assignment \`${assignment.name}\` wants ${license.sku} with ${describe(license.selection)}, and ` +
            `\`${before.assignment}\` (${formatPlace(before.place)}) with ${describe(before.selection)}`,
          remedy: "Make the two say the same, or leave the service plans to one of them.",
        });
    }
  // A group has no usage location, and its members keep theirs.
  const location = kind === "groups" ? undefined : uniteLocation(assignments, contradictions);
  const onPremises = assignments.find((assignment) => assignment.onPremisesPstn !== undefined);
  if (onPremises?.onPremisesPstn !== undefined)
    refuseCallingPlans(assignments, onPremises.name, onPremises.onPremisesPstn, contradictions);
  const licenses = [...bySku.values()]
    .map(({ sku, selection }) => ({ sku, selection }))
    .sort((left, right) => byText(left.sku, right.sku));
  return {
    licenses,
    onPremisesPstn: onPremises !== undefined,
    contradictions,
    ...(location === undefined ? {} : { usageLocation: location }),
  };
}

function uniteLocation(
  assignments: readonly ResolvedAssignment[],
  contradictions: Contradiction[],
): string | undefined {
  let first: { readonly country: string; readonly place: Place; readonly assignment: string } | undefined;
  for (const { usageLocation, name } of assignments) {
    if (usageLocation === undefined) continue;
    first ??= { ...usageLocation, assignment: name };
    if (first.country !== usageLocation.country)
      contradictions.push({
        code: "location-contradicts",
        place: usageLocation.place,
        text:
          `The assignment \`${name}\` wants the usage location ${usageLocation.country}, and ` +
          `\`${first.assignment}\` (${formatPlace(first.place)}) wants ${first.country}`,
        remedy: "A person has one usage location: keep one of the two.",
      });
  }
  return first?.country;
}

function refuseCallingPlans(
  assignments: readonly ResolvedAssignment[],
  onPremises: string,
  pstn: Place,
  contradictions: Contradiction[],
): void {
  for (const assignment of assignments)
    for (const licensed of assignment.licenses)
      if (givesCallingPlan(licensed))
        contradictions.push({
          code: "calling-plan-on-premises",
          place: licensed.place,
          text:
            `${licensed.license.sku} is a Calling Plan, and \`${onPremises}\` (${formatPlace(pstn)}) says that ` +
            "these people call over their own phone lines",
          remedy: "Take the Calling Plan out: Phone System (MCOEV) is all they need. Or take `pstn` out.",
        });
}

function givesCallingPlan({ license, product }: PlacedLicense): boolean {
  const { selection } = license;
  return (product?.plans ?? []).some((plan) => {
    if (!isCallingPlan(plan.id)) return false;
    const named =
      selection.kind !== "unmanaged" &&
      (selection.plans.includes(plan.name.toUpperCase()) || selection.plans.includes(plan.id));
    return selection.kind === "only" ? named : !named;
  });
}

function sameSelection(left: PlanSelection, right: PlanSelection): boolean {
  if (left.kind === "unmanaged" || right.kind === "unmanaged") return left.kind === right.kind;
  return (
    left.kind === right.kind &&
    left.plans.length === right.plans.length &&
    left.plans.every((plan, index) => plan === right.plans[index])
  );
}

function describe(selection: PlanSelection): string {
  if (selection.kind === "unmanaged") return "plans unmanaged";
  if (selection.kind === "only") return `only ${selection.plans.join(", ")} on`;
  return selection.plans.length === 0 ? "every plan on" : `${selection.plans.join(", ")} off`;
}
