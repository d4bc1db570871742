import type { CatalogFacts } from "./basis/catalog-facts";
import type { Desired } from "../terms/desired";
import type { Ledger } from "../terms/ledger";
import type { Observed } from "../terms/observed";
import type { PlanWithModel } from "./decide/model";
import { planWithModel } from "./plan-tenant";
import type { Policy } from "../terms/policy";

/** A stack that declares nothing. */
export function emptyDesired(tenant: string): Desired {
  return { tenant, users: [], groups: [], dormant: [] };
}

/** What the last run that was applied says of how a stack may be destroyed. */
export interface AppliedRules extends Pick<Policy, "limits" | "approvals"> {
  /** Its file said `protect: false`. */
  readonly unprotected: boolean;
}

/** The policy under which a stack is destroyed: what the ledger remembers, and the limits that were applied last. */
export function destroyPolicy(ledger: Ledger, { limits, approvals }: AppliedRules): Policy {
  return {
    limits: ledger.noneRemoved ? { kind: "noneRemoved" } : limits,
    approvals,
    protected: Object.keys(ledger.protectedNames ?? {}),
    release: [],
    onMissingUser: "wait",
    onShortage: { kind: "refuse" },
    allowInterruption: [],
    rules: {},
  };
}

const noneRemoved = {
  code: "destroy-none-removed",
  severity: "error",
  message: "This stack has `limits: none-removed`: nothing is ever taken away, so it cannot be destroyed.",
  remedy:
    "Give the stack other limits, run an update, then destroy it; or forget it without taking anything: " +
    "`pulumi state delete`.",
  principals: [],
} as const;

const isProtected = {
  code: "destroy-protected",
  severity: "error",
  message:
    "No stack file that was applied said `protect: false`. Taking the protection out of the state is not enough: " +
    "nobody has reviewed that.",
  remedy:
    "Write `protect: false` in the stack file, run an update, then destroy it; or forget the stack without taking " +
    "anything: `pulumi state delete`.",
  principals: [],
} as const;

/**
 * The plan of a destroy: takes back what the ledger lists and nothing else, protected people excepted. It is refused
 * unless an applied file took the protection off, under `none-removed`, and where more people would lose something
 * than the limits and approvals of the last applied file allow.
 */
export function deletePlan(input: {
  readonly ledger: Ledger;
  readonly observed: Observed;
  readonly today: string;
  readonly now?: string;
  readonly applied: AppliedRules;
  readonly catalog?: CatalogFacts;
}): PlanWithModel {
  const { applied, ...known } = input;
  const { ledger } = input;
  const policy = destroyPolicy(ledger, applied);
  const planned = planWithModel({ ...known, desired: emptyDesired(ledger.tenantId), policy, destroy: true });
  const refusals = [
    ...(applied.unprotected ? [] : [isProtected]),
    ...(policy.limits.kind === "noneRemoved" ? [noneRemoved] : []),
  ];
  if (refusals.length === 0) return planned;
  return { ...planned, plan: { ...planned.plan, findings: [...refusals, ...planned.plan.findings] } };
}
