import type { CatalogFacts } from "./basis/catalog-facts";
import type { Desired } from "../terms/desired";
import type { Ledger } from "../terms/ledger";
import type { Observed } from "../terms/observed";
import type { Plan } from "../terms/plan";
import { planTenant } from "./plan-tenant";
import { defaultLimits, type Policy } from "../terms/policy";

/** A stack that declares nothing. */
export function emptyDesired(tenant: string): Desired {
  return { tenant, users: [], groups: [], dormant: [] };
}

/** The policy under which a stack is destroyed: only what the ledger remembers of it is known then. */
export function destroyPolicy(ledger: Ledger): Policy {
  return {
    limits: ledger.noneRemoved ? { kind: "noneRemoved" } : defaultLimits,
    approvals: [],
    protected: Object.keys(ledger.protectedNames ?? {}),
    release: [],
    onMissingUser: "wait",
    onShortage: { kind: "refuse" },
    allowInterruption: [],
    rules: {},
  };
}

/**
 * The plan of a destroy: takes back what the ledger lists and nothing else, protected people excepted. No count guards
 * it (the resource's `protect` does); a ledger with `noneRemoved` refuses it.
 */
export function deletePlan(input: {
  readonly ledger: Ledger;
  readonly observed: Observed;
  readonly today: string;
  readonly now?: string;
  readonly catalog?: CatalogFacts;
}): Plan {
  const { ledger } = input;
  const plan = planTenant({
    ...input,
    desired: emptyDesired(ledger.tenantId),
    policy: destroyPolicy(ledger),
    destroy: true,
  });
  if (!ledger.noneRemoved) return plan;
  const refusal = {
    code: "destroy-none-removed",
    severity: "error",
    message: "This stack has `limits: none-removed`: nothing is ever taken away, so it cannot be destroyed.",
    remedy:
      "Give the stack other limits, run an update, then destroy it; or forget it without taking anything: " +
      "`pulumi state delete`.",
    principals: [],
  } as const;
  return { ...plan, findings: [refusal, ...plan.findings] };
}
