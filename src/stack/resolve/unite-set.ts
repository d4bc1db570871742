import { isCallingPlan } from "../../catalog/voice";
import type { PlanSelection, RosterLicense } from "../../roster/types";
import { formatPlace, type Place } from "../../terms/place";
import { byText } from "../../text/order";
import type { ResolvedAssignment } from "./assignments";
import type { PlacedLicense } from "./resolve-licenses";

/** What a set of assignments gives together; the same for everybody who is in exactly these. */
export interface Union {
  readonly licenses: readonly RosterLicense[];
  readonly usageLocation?: string;
  readonly onPremisesPstn: boolean;
  readonly contradictions: readonly Contradiction[];
}

export interface Contradiction {
  readonly code: "plans-contradict" | "location-contradicts" | "calling-plan-on-premises";
  readonly place: Place;
  readonly text: string;
  readonly remedy: string;
}

/** What these assignments give together, and where they contradict each other. */
export function uniteSet(assignments: readonly ResolvedAssignment[], kind: "people" | "groups"): Union {
  const contradictions: Contradiction[] = [];
  const licenses = uniteLicenses(assignments, contradictions);
  // A group has no usage location, and its members keep theirs.
  const location = kind === "groups" ? undefined : uniteLocation(assignments, contradictions);
  const onPremises = assignments.find((assignment) => assignment.onPremisesPstn !== undefined);
  if (onPremises?.onPremisesPstn !== undefined)
    refuseCallingPlans(assignments, onPremises.name, onPremises.onPremisesPstn, contradictions);
  return {
    licenses,
    onPremisesPstn: onPremises !== undefined,
    contradictions,
    ...(location === undefined ? {} : { usageLocation: location }),
  };
}

interface Asked {
  readonly sku: string;
  readonly selection: PlanSelection;
  readonly place: Place;
  readonly assignment: string;
}

function uniteLicenses(
  assignments: readonly ResolvedAssignment[],
  contradictions: Contradiction[],
): readonly RosterLicense[] {
  const bySku = new Map<string, Asked>();
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
        contradictions.push(contradictionOf({ ...asked, sku: license.sku }, before));
    }
  return [...bySku.values()]
    .map(({ sku, selection }) => ({ sku, selection }))
    .sort((left, right) => byText(left.sku, right.sku));
}

function contradictionOf(asked: Asked, before: Asked): Contradiction {
  return {
    code: "plans-contradict",
    place: asked.place,
    text:
      `The assignment \`${asked.assignment}\` wants ${asked.sku} with ${describe(asked.selection)}, and ` +
      `\`${before.assignment}\` (${formatPlace(before.place)}) with ${describe(before.selection)}`,
    remedy: "Make the two say the same, or leave the service plans to one of them.",
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
