import type { BoundGroup } from "./bind-groups";
import type { BoundUser } from "./bind-users";
import type { FindingList } from "../basis/findings";
import type { Ledger } from "../../terms/ledger";
import type { SkuId } from "../../terms/observed";
import { isCalled } from "../../terms/tenant-names";
import type { PlanInput } from "../basis/plan-input";
import { namesOf } from "./ledger-names";
import type { ResolvedLicense } from "./resolve-licenses";

/** A stack belongs to one tenant for ever: the one that its ledger names, and that its file names. */
export function checkTenant({ desired, ledger, observed }: PlanInput, findings: FindingList): void {
  const { tenant } = observed;
  if (ledger.tenantId !== tenant.id) {
    findings.add({
      code: "tenant-mismatch",
      severity: "error",
      key: "ledger",
      message: () =>
        `This stack belongs to the tenant ${ledger.tenantId}, but the credentials lead to ${tenant.displayName} ` +
        `(${tenant.id}).`,
      remedy: "Use credentials of the stack's own tenant, or a new stack for the other one.",
    });
  }
  if (!isCalled(tenant, desired.tenant)) {
    findings.add({
      code: "tenant-mismatch",
      severity: "error",
      key: "file",
      message: () =>
        `The stack file is for ${desired.tenant}, but the credentials lead to ${tenant.displayName} ` +
        `(${tenant.id}; ${tenant.verifiedDomains.join(", ")}).`,
      remedy: "Mend `tenant:` in the stack file, or use credentials of that tenant.",
    });
  }
}

/**
 * A name that meant one subscription when the ledger was written and means another now is an error, not an exchange.
 */
export function checkSkuNames(
  bound: BoundUser | BoundGroup,
  licenses: ReadonlyMap<SkuId, ResolvedLicense>,
  ledger: Ledger,
  findings: FindingList,
): void {
  const names = namesOf(ledger);
  for (const { skuId, written } of licenses.values()) {
    const before = names.get(written) ?? names.get(written.toUpperCase());
    if (before === undefined || before === skuId) continue;
    findings.add({
      code: "sku-name-moved",
      severity: "error",
      key: written,
      principal: bound.name,
      message: () => `${written} meant the subscription ${before} when this stack last ran, and means ${skuId} now.`,
      remedy: `Write the id of the subscription that is meant, ${before} or ${skuId}.`,
    });
  }
}
