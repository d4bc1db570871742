import type { Desired } from "../../terms/desired";
import type { Place } from "../../terms/place";
import type { Approval } from "../../terms/policy";
import { splitRosterName } from "../../catalog/resolve/roster-name";
import { groupKey, principalNameFault } from "../files/principal-name";
import type { ApprovalDocument } from "../language/document";
import { placeAt, type Path } from "../language/tree";
import type { YamlNode } from "../yaml/yaml-node";
import { isDay } from "./dates";
import { skuNamed, type LicenseContext } from "./resolve-sku";

export interface PolicyContext extends LicenseContext {
  readonly today: string;
}

/**
 * `of` names licences, people or groups. What is no licence and no person is a group, declared still or not any more.
 */
export function resolveApproval(
  approval: ApprovalDocument,
  tree: YamlNode,
  path: Path,
  desired: Desired,
  context: PolicyContext,
): readonly Approval[] {
  const place = placeAt(tree, path);
  const of = (approval.of ?? []).flatMap((name, index) =>
    resolveApproved(name.trim(), placeAt(tree, [...path, "of", index]), desired, context),
  );
  if (!isDay(approval.until)) {
    context.report.problem(
      "date-invalid",
      placeAt(tree, [...path, "until"]),
      `\`${approval.until}\` is no day of the calendar.`,
      "Write year, month and day, for example `2027-03-31`.",
    );
    return [];
  }
  if (approval.until < context.today)
    context.report.finding({
      code: "approval-expired",
      place,
      message:
        `This approval of ${approval.losses === 1 ? "1 loss" : `${approval.losses} losses`} ended on ` +
        `${approval.until} and lifts nothing any more.`,
      remedy: "Delete it.",
    });
  return [
    { losses: approval.losses, of: [...new Set(of)], until: approval.until, reason: approval.reason.trim(), place },
  ];
}

function resolveApproved(name: string, place: Place, desired: Desired, context: PolicyContext): readonly string[] {
  if (name.includes("@")) {
    const fault = principalNameFault(name);
    if (fault === undefined) return [name];
    context.report.problem("principal-name", place, fault, "Write one user principal name, like `adele@contoso.com`.");
    return [];
  }
  const group = [
    ...desired.groups.map((entry) => entry.name),
    ...desired.dormant.flatMap((entry) => entry.principals),
  ].find((known) => groupKey(known) === groupKey(name));
  if (group !== undefined) return [group];
  const sku = skuNamed(name);
  if (sku !== undefined) return splitRosterName(sku);
  context.report.finding({
    code: "approval-unknown",
    place,
    message:
      `\`${name}\` is no licence that is known here and no group of this stack: it is taken for a group that was ` +
      "in it before.",
    remedy: "Check the name.",
  });
  return [name];
}
