import { defaultCatalog, findProduct } from "../catalog/catalog";
import { resolveLicenseName } from "../catalog/resolve-license";
import type { Desired, DesiredPrincipal } from "../terms/desired";
import type { Observed, ObservedSku } from "../terms/observed";
import type { Finding } from "../terms/plan";
import type { Policy } from "../terms/policy";
import { emptyLedger } from "./ledger/ledger-text";
import { buildModel } from "./decide/build-model";
import { ruleContextOf } from "./rules/context-of-model";
import { checkRules } from "./rules/run-rules";

/** Rules that need nothing of a tenant but what its products are. */
const onPaper: ReadonlySet<string> = new Set([
  "calling-plan-without-phone-system",
  "group-add-on-apart",
  "paid-twice",
  "plan-without-its-base",
]);

/**
 * What the file alone shows of how its licences go together, without a tenant: the rules over an empty one that has
 * every product. Nobody holds anything there and there are seats for everybody, so that no more of a plan is made: this
 * is a part of every start. Products that the catalog does not know are left out.
 */
export function findingsOnPaper(desired: Desired, policy: Policy, today: string): readonly Finding[] {
  const observed = emptyTenant(desired);
  const ledger = emptyLedger(observed.tenant.id);
  // What is said of people of the tenant has nobody to be about.
  const { authoritative: _ofTheTenant, ...ofTheFile } = policy;
  const paper: Policy = { ...ofTheFile, protected: [], release: [] };
  const model = buildModel({ desired, ledger, observed, policy: paper, today });
  checkRules(ruleContextOf(model), model.findings);
  return model.findings.toFindings().filter(({ code, severity }) => onPaper.has(code) && severity !== "error");
}

function emptyTenant(desired: Desired): Observed {
  const domain = desired.tenant.includes(".") ? [desired.tenant] : [];
  return {
    tenant: { id: idOf(0, 0), displayName: desired.tenant, verifiedDomains: domain },
    skus: productsOf([...desired.users, ...desired.groups]),
    users: desired.users.map(({ name }, at) => ({
      id: idOf(1, at),
      userPrincipalName: name,
      usageLocation: "US",
      onPremisesSyncEnabled: false,
      assignments: [],
    })),
    groups: desired.groups.map(({ name }, at) => ({
      id: idOf(2, at),
      displayName: name,
      securityEnabled: true,
      licenses: [],
      members: [],
      nestedGroups: 0,
    })),
    absent: [],
    wholeTenant: true,
  };
}

function idOf(kind: number, at: number): string {
  return `00000000-0000-0000-000${kind}-${at.toString(16).padStart(12, "0")}`;
}

function productsOf(principals: readonly DesiredPrincipal[]): readonly ObservedSku[] {
  const names = new Set(principals.flatMap(({ licenses }) => licenses.map(({ sku }) => sku)));
  const ids = [...names].flatMap((name) => {
    const resolution = resolveLicenseName(name, undefined, defaultCatalog);
    return resolution.kind === "resolved" ? [resolution.skuId] : [];
  });
  return [...new Set(ids)].flatMap((skuId): readonly ObservedSku[] => {
    const product = findProduct(defaultCatalog, skuId);
    if (product?.plans === undefined) return [];
    return [
      {
        skuId,
        partNumber: product.partNumber,
        appliesTo: "User",
        capabilityStatus: "Enabled",
        enabled: principals.length,
        warning: 0,
        suspended: 0,
        lockedOut: 0,
        consumed: 0,
        servicePlans: product.plans.map(({ id, name }) => ({ id, name, appliesTo: "User" })),
      },
    ];
  });
}
