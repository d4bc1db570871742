import {
  defaultLimits,
  type Limits,
  type Policy,
  type Priority,
  type Severity,
  type Together,
} from "../../terms/policy";
import type { Desired } from "../../terms/desired";
import { keyPlaceAt, placeAt } from "../language/tree";
import { resolveApproval, type PolicyContext } from "./approvals";
import type { ResolvedAssignment } from "./assignments";
import { takeNames } from "./listed-names";
import type { StackPart } from "./bundles";
import { checkPolicyNames } from "./check-policy-names";
import type { StackDocument } from "../language/document";
import { nearestNames } from "../../catalog/nearest";
import { splitRosterName } from "../../catalog/resolve/roster-name";
import { didYouMean } from "../problems/did-you-mean";
import { groupKey, principalKey } from "../files/principal-name";
import type { ListedName } from "../files/read-list";
import { resolveSku, type LicenseContext } from "./resolve-sku";
import { isFixedRule, isKnownRule, knownRules } from "../problems/rule-names";
import type { YamlNode } from "../yaml/yaml-node";

/**
 * Everything of a stack that is no assignment, from its own file and the parts that it includes.
 * @param stack the stack file itself, which is also the first of `parts`
 */
export function resolvePolicy(
  stack: StackDocument,
  tree: YamlNode,
  parts: readonly StackPart[],
  desired: Desired,
  assignments: readonly ResolvedAssignment[],
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
  checkPolicyNames(desired, { guarded, released, interrupted }, context.report);
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
    onShortage: resolveShortage(stack, desired, assignments, context),
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

function distinct(names: readonly ListedName[], keyOf: (name: string) => string): readonly string[] {
  const first = new Map<string, string>();
  for (const { name } of names) if (!first.has(keyOf(name))) first.set(keyOf(name), name);
  return [...first.values()];
}

function releaseKey(name: string): string {
  return name.includes("@") ? principalKey(name) : groupKey(name);
}

function resolveShortage(
  { onShortage }: StackDocument,
  desired: Desired,
  assignments: readonly ResolvedAssignment[],
  context: PolicyContext,
): Policy["onShortage"] {
  if (onShortage !== "assignInOrder") {
    reportUndecided(assignments, context);
    return { kind: "refuse" };
  }
  const together = assignments.flatMap(
    ({ together: isTogether, state, licenses, people, groups }): readonly Together[] => {
      const skus = [...new Set(licenses.map(({ license }) => license.sku))];
      if (!isTogether || state !== "active" || skus.length < 2) return [];
      return [{ skus, principals: [...people, ...groups].map(({ name }) => name) }];
    },
  );
  const priorities = assignments.flatMap(({ priority, state, licenses, people }): readonly Priority[] => {
    if (priority === 0 || state !== "active" || people.length === 0) return [];
    const skus = [...new Set(licenses.map(({ license }) => license.sku))];
    return [{ priority, skus, principals: people.map(({ name }) => name) }];
  });
  return {
    kind: "inOrder",
    order: declaredOrder(desired),
    ...(together.length > 0 && { together }),
    ...(priorities.length > 0 && { priorities }),
  };
}

function reportUndecided(assignments: readonly ResolvedAssignment[], { report }: PolicyContext): void {
  for (const { name, place, priority, together } of assignments) {
    const said = [...(priority > 0 ? ["`priority`"] : []), ...(together ? ["`together`"] : [])];
    if (said.length === 0) continue;
    report.finding({
      code: "order-undecided",
      place,
      message: `The assignment \`${name}\` says ${said.join(" and ")}, and this stack refuses a shortage as a whole.`,
      remedy: "Add `onShortage: assignInOrder`, or take it out.",
      principals: [],
    });
  }
}

/** Order decides who goes without, so it is the order of the file: people as they are declared, groups after them. */
function declaredOrder(desired: Desired): readonly string[] {
  return [...desired.users, ...desired.groups].map((principal) => principal.name);
}
