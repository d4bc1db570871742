import { defaultLimits, type Approval, type Limits, type Policy, type Severity } from "../../terms/policy";
import type { Desired, Place } from "../../terms/desired";
import { keyPlaceAt, placeAt, type Path } from "../language/tree";
import { takeNames } from "./assignments";
import type { StackPart } from "./bundles";
import { isDay } from "./dates";
import type { ApprovalDocument, StackDocument } from "../language/document";
import { nearestNames } from "../../catalog/nearest";
import { splitRosterName } from "../../catalog/resolve/roster-name";
import { didYouMean } from "../problems/did-you-mean";
import { formatPlace } from "../problems/format-problem";
import { groupKey, principalKey, principalNameFault } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import { resolveSku, skuNamed, type LicenseContext } from "./resolve-licenses";
import { isFixedRule, isKnownRule, knownRules } from "../problems/rule-names";
import type { YamlNode } from "../yaml/yaml-node";

export interface PolicyContext extends LicenseContext {
  readonly today: string;
}

/**
 * Everything of a stack that is no assignment, from its own file and the parts that it includes.
 * @param stack the stack file itself, which is also the first of `parts`
 */
export function resolvePolicy(
  stack: StackDocument,
  tree: YamlNode,
  parts: readonly StackPart[],
  desired: Desired,
  context: PolicyContext,
): Policy {
  const people = (key: "protected" | "allowInterruption"): readonly ListedName[] =>
    parts.flatMap((part) => takeNames(part.document[key] ?? [], (index) => placeAt(part.tree, [key, index]), context));
  const guarded = people("protected");
  const interrupted = people("allowInterruption");
  const released = parts.flatMap((part) =>
    (part.document.release ?? []).map((name, index) => ({
      name: name.trim(),
      place: placeAt(part.tree, ["release", index]),
    })),
  );
  checkDeclared(desired, guarded, released, interrupted, context);
  const approvals = parts.flatMap((part) =>
    (part.document.approve ?? []).flatMap((approval, index) =>
      resolveApproval(approval, part.tree, ["approve", index], desired, context),
    ),
  );
  const { usageLocation, prices } = stack;
  const authoritative = resolveAuthority(stack, tree, context);
  return {
    ...(usageLocation === undefined
      ? {}
      : {
          usageLocation: {
            fromCountry: usageLocation.from === "country",
            ...(usageLocation.default === undefined ? {} : { default: usageLocation.default }),
          },
        }),
    limits: resolveLimits(stack.limits),
    approvals,
    protected: distinct(guarded, principalKey),
    release: distinct(released, releaseKey),
    ...(authoritative === undefined ? {} : { authoritative }),
    onMissingUser: stack.onMissingUser ?? "error",
    onShortage:
      stack.onShortage === "assignInOrder" ? { kind: "inOrder", order: declaredOrder(desired) } : { kind: "refuse" },
    allowInterruption: distinct(interrupted, principalKey),
    rules: resolveRules(stack, tree, context),
    ...(prices === undefined
      ? {}
      : { prices: { currency: prices.currency.trim(), bySku: resolvePrices(prices.monthly, tree, context) } }),
  };
}

function resolveRules(
  stack: StackDocument,
  tree: YamlNode,
  context: Pick<LicenseContext, "report">,
): Readonly<Record<string, Severity>> {
  const rules: Record<string, Severity> = {};
  for (const [code, severity] of Object.entries(stack.rules ?? {})) {
    const place = keyPlaceAt(tree, ["rules", code]);
    if (isKnownRule(code)) rules[code] = severity;
    else if (isFixedRule(code))
      context.report.problem(
        "rule-fixed",
        place,
        `\`${code}\` is always an error: no stack can change that.`,
        "Take it out.",
      );
    else
      context.report.problem(
        "rule-unknown",
        place,
        `There is no rule \`${code}\` whose severity can be set.`,
        didYouMean(nearestNames(code, knownRules())) ?? "docs/rules.md lists the rules.",
      );
  }
  return rules;
}

function resolveLimits(limits: StackDocument["limits"]): Limits {
  if (limits === "none-removed") return { kind: "noneRemoved" };
  if (limits === undefined || defaultLimits.kind !== "limited") return defaultLimits;
  return {
    kind: "limited",
    people: limits.people === undefined ? defaultLimits.people : Number.parseFloat(limits.people),
    atMost: limits.atMost ?? defaultLimits.atMost,
    perDays: limits.per === undefined ? defaultLimits.perDays : Number.parseInt(limits.per, 10),
  };
}

function resolveAuthority(stack: StackDocument, tree: YamlNode, context: LicenseContext): Policy["authoritative"] {
  if (stack.authoritative === undefined) return undefined;
  const skus = stack.authoritative.skus.flatMap(
    (name, index) => resolveSku(name, placeAt(tree, ["authoritative", "skus", index]), context)?.sku ?? [],
  );
  return { scope: stack.authoritative.scope, skus: [...new Set(skus)] };
}

function resolvePrices(
  monthly: Readonly<Record<string, number>>,
  tree: YamlNode,
  context: LicenseContext,
): Readonly<Record<string, number>> {
  const prices: Record<string, number> = {};
  for (const [name, price] of Object.entries(monthly)) {
    const place = keyPlaceAt(tree, ["prices", "monthly", name]);
    const sku = resolveSku(name, place, context)?.sku;
    if (sku === undefined) continue;
    for (const one of splitRosterName(sku)) {
      if (Object.hasOwn(prices, one))
        context.report.problem("wrong-value", place, `${one} has a second price here.`, "Keep one of the two.");
      prices[one] = price;
    }
  }
  return prices;
}

/**
 * `of` names licences, people or groups. What is no licence and no person is a group, declared still or not any more.
 */
function resolveApproval(
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
      message: `This approval of ${approval.losses} losses ended on ${approval.until} and lifts nothing any more.`,
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

function checkDeclared(
  desired: Desired,
  guarded: readonly ListedName[],
  released: readonly ListedName[],
  interrupted: readonly ListedName[],
  context: PolicyContext,
): void {
  const declared = new Map<string, Place | undefined>();
  for (const assignment of desired.dormant)
    for (const name of assignment.principals) declared.set(principalKey(name), assignment.place);
  for (const user of desired.users) declared.set(principalKey(user.name), user.declarations[0]?.place);
  for (const { name, place } of guarded) {
    const key = principalKey(name);
    if (!declared.has(key)) continue;
    context.report.problem(
      "protected-declared",
      place,
      `${name} is protected, and declared too (${shownPlace(declared.get(key))}): nobody can be both.`,
      "Take one of the two out.",
    );
  }
  const people = new Map(desired.users.map((user) => [principalKey(user.name), user.declarations[0]?.place]));
  const groups = new Map(desired.groups.map((group) => [groupKey(group.name), group.declarations[0]?.place]));
  for (const { name, place } of released) {
    const isPerson = name.includes("@");
    const fault = isPerson ? principalNameFault(name) : undefined;
    if (fault !== undefined)
      context.report.problem("principal-name", place, fault, "Write one user principal name, or a group's name.");
    const where = isPerson ? people : groups;
    const key = isPerson ? principalKey(name) : groupKey(name);
    if (where.has(key))
      context.report.finding({
        code: "release-unchecked",
        place,
        message:
          `${name} is to be forgotten, and is declared too (${shownPlace(where.get(key))}): of such people only what ` +
          "the tenant cannot take back any more can be forgotten, which a preview knows.",
        remedy: "Take the declaration out, or the name out of `release`, unless it is for such a licence.",
        principals: [name],
      });
  }
  for (const { name, place } of interrupted)
    if (!declared.has(principalKey(name)))
      context.report.finding({
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

function distinct(names: readonly ListedName[], keyOf: (name: string) => string): readonly string[] {
  const first = new Map<string, string>();
  for (const { name } of names) if (!first.has(keyOf(name))) first.set(keyOf(name), name);
  return [...first.values()];
}

function releaseKey(name: string): string {
  return name.includes("@") ? principalKey(name) : groupKey(name);
}

/** Order decides who goes without, so it is the order of the file: people as they are declared, groups after them. */
function declaredOrder(desired: Desired): readonly string[] {
  return [...desired.users, ...desired.groups].map((principal) => principal.name);
}
