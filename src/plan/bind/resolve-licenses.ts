import { isDepartmental } from "../../catalog/products/departmental";
import { resolveLicenseName } from "../../catalog/resolve-license";
import type { Candidate } from "../../catalog/resolve/license-resolution";
import { spellRosterName } from "../../catalog/resolve/roster-name";
import { resolvePlanName } from "../../catalog/resolve-plan";
import type { PlanSelection, RosterLicense } from "../../roster/types";
import type { DesiredPrincipal } from "../../terms/desired";
import type { Place } from "../../terms/place";
import { count, type FindingList, type FindingPart } from "../basis/findings";
import type { Ledger } from "../../terms/ledger";
import type { PlanId, SkuId } from "../../terms/observed";
import { sortedUnique } from "../basis/sets";
import type { TenantIndex, TenantSku } from "../basis/tenant-index";
import { GoneLicenses } from "./gone-licenses";
import { byText } from "../../text/order";

/** A declared licence with the ids that the tenant has for it. */
export interface ResolvedLicense {
  readonly skuId: SkuId;
  readonly sku: TenantSku;
  /** As declared. */
  readonly written: string;
  /** With plans as lines name them. */
  readonly selection: PlanSelection;
  /** Plans to be off; undefined where nothing is declared of the plans. */
  readonly disabled?: readonly PlanId[];
  /** The tenant no longer has it: who holds it keeps it as it is, and nobody can be given it. */
  readonly gone?: true;
}

export type SkuResolution =
  | { readonly kind: "found"; readonly sku: TenantSku }
  | { readonly kind: "ambiguous"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "absent"; readonly nearest: readonly string[] };

/** The SKU of the tenant that a part number, id or product name means. */
export function resolveSku(index: TenantIndex, written: string): SkuResolution {
  const resolution = resolveLicenseName(written, index.observed.skus);
  if (resolution.kind === "ambiguous") return resolution;
  const sku = resolution.kind === "resolved" ? index.skus.get(resolution.skuId) : undefined;
  if (sku !== undefined) return { kind: "found", sku };
  return { kind: "absent", nearest: "nearest" in resolution ? resolution.nearest : [] };
}

interface Problem {
  readonly code: string;
  /** A stack may know better, and set its severity. */
  readonly settable?: true;
  readonly message: string;
  readonly remedy: string;
}

function unknownSku(index: TenantIndex, written: string, nearest: readonly string[]): Problem {
  return {
    code: "sku-unknown",
    message:
      `The tenant ${index.observed.tenant.displayName} has no subscription ` +
      `${spellRosterName(written)}.${nearest.length === 0 ? "" : ` The nearest it has: ${nearest.join(", ")}.`}`,
    remedy:
      "Write a part number or id of a subscription of this tenant (Graph: `GET /subscribedSkus`), or buy the " +
      "product first.",
  };
}

function ambiguousSku(written: string, candidates: readonly Candidate[]): Problem {
  const ids = candidates.map((candidate) => candidate.skuId).sort(byText);
  return {
    code: "sku-ambiguous",
    message: `${spellRosterName(written)} may mean ${ids.length} subscriptions of this tenant: ${candidates
      .map(({ skuId, partNumber, name }) => `${skuId} (${partNumber}, ${name})`)
      .sort(byText)
      .join("; ")}.`,
    remedy: `Write the id: ${ids.join(" or ")}.`,
  };
}

/** Microsoft's design note on licences says so (facts, section 5); nobody has published an answer of Graph. */
function selfServiceSku({ label }: TenantSku): Problem {
  return {
    code: "sku-self-service",
    settable: true,
    message: `${label} is a product that people buy for themselves, and Graph assigns it to nobody.`,
    remedy: `Take ${label} out of the stack, or buy the product for the company.`,
  };
}

function resolvePlans(sku: TenantSku, plans: readonly string[]): { ids: PlanId[]; problems: Problem[] } {
  const ids: PlanId[] = [];
  const problems: Problem[] = [];
  for (const plan of plans) {
    const known = sku.planByName.get(plan);
    const found =
      known === undefined ? resolvePlanName(plan, sku.sku.servicePlans) : ({ kind: "resolved", id: known } as const);
    switch (found.kind) {
      case "resolved":
        ids.push(found.id);
        break;
      case "companyOnly":
        problems.push({
          code: "plan-of-company",
          message:
            `The service plan ${plan} of ${sku.label} applies to the company as a whole and cannot be switched for ` +
            "one person.",
          remedy: `Take ${plan} out of the licence ${sku.label}.`,
        });
        break;
      case "elsewhere":
      case "uncatalogued":
      case "unknown":
        problems.push({
          code: "plan-unknown",
          message:
            `${sku.label} has no service plan ` +
            `${plan}.${found.nearest.length === 0 ? "" : ` The nearest it has: ${found.nearest.join(", ")}.`}`,
          remedy:
            found.nearest.length === 0
              ? `Take ${plan} out of the licence ${sku.label}.`
              : `Write ${found.nearest[0] ?? ""} instead of ${plan}.`,
        });
        break;
    }
  }
  return { ids, problems };
}

function resolveSelection(
  sku: TenantSku,
  selection: PlanSelection,
): { selection: PlanSelection; disabled?: PlanId[]; problems: Problem[] } {
  if (selection.kind === "unmanaged") return { selection, problems: [] };
  const { ids, problems } = resolvePlans(sku, selection.plans);
  const labels = sortedUnique(ids.map((id) => sku.planLabels.get(id) ?? id));
  const named = new Set(ids);
  const disabled =
    selection.kind === "off" ? sortedUnique(ids) : sku.personPlanIds.filter((id) => !named.has(id)).sort(byText);
  return { selection: { kind: selection.kind, plans: labels }, disabled, problems };
}

interface Resolution {
  readonly license?: ResolvedLicense;
  readonly problems: readonly Problem[];
}

function resolveLicense(index: TenantIndex, gone: GoneLicenses, license: RosterLicense): Resolution {
  const found = resolveSku(index, license.sku);
  if (found.kind === "absent") {
    const sku = gone.find(license.sku);
    if (sku === undefined) return { problems: [unknownSku(index, license.sku, found.nearest)] };
    const { skuId } = sku.sku;
    return { license: { skuId, sku, written: license.sku, selection: license.selection, gone: true }, problems: [] };
  }
  if (found.kind === "ambiguous") return { problems: [ambiguousSku(license.sku, found.candidates)] };
  const { sku } = found;
  if (sku.sku.appliesTo === "Company") {
    const message = `${sku.label} belongs to the company as a whole and cannot be assigned to people or groups.`;
    return { problems: [{ code: "sku-not-assignable", message, remedy: `Take ${license.sku} out of the stack.` }] };
  }
  const { selection, disabled, problems } = resolveSelection(sku, license.selection);
  if (isDepartmental(sku.sku.partNumber)) problems.push(selfServiceSku(sku));
  return {
    license: {
      skuId: sku.sku.skuId,
      sku,
      written: license.sku,
      selection,
      ...(disabled !== undefined && { disabled }),
    },
    problems,
  };
}

/** Where the licence is written; where that is not known, where the principal is. */
export function placeOfLicense(principal: DesiredPrincipal, sku: string): Place | undefined {
  const declaring = principal.declarations.find((declaration) => declaration.skus.includes(sku));
  return declaring?.licensePlaces?.get(sku) ?? (declaring ?? principal.declarations[0])?.place;
}

/** Resolves what principals declare; equal licences are resolved once. */
export class LicenseResolver {
  private readonly known = new Map<string, Resolution>();
  /** By the list that all people share for whom the same is declared; without those of which something is reported. */
  private readonly sound = new Map<readonly RosterLicense[], ReadonlyMap<SkuId, ResolvedLicense>>();
  private readonly gone: GoneLicenses;

  constructor(
    private readonly index: TenantIndex,
    ledger: Ledger,
    private readonly findings: FindingList,
  ) {
    this.gone = new GoneLicenses(index, ledger);
  }

  private resolution(license: RosterLicense): Resolution {
    const { selection } = license;
    const plans = selection.kind === "unmanaged" ? "" : selection.plans.join("\n");
    const key = `${license.sku}\n${selection.kind}\n${plans}`;
    let known = this.known.get(key);
    if (known === undefined) {
      known = resolveLicense(this.index, this.gone, license);
      this.known.set(key, known);
    }
    return known;
  }

  /** What resolves, by SKU id; what does not is reported. */
  resolve(principal: DesiredPrincipal): ReadonlyMap<SkuId, ResolvedLicense> {
    const same = this.sound.get(principal.licenses);
    if (same !== undefined) return same;
    const resolved = new Map<SkuId, ResolvedLicense>();
    let isSound = true;
    for (const declared of principal.licenses) {
      const { license, problems } = this.resolution(declared);
      for (const problem of problems) this.report(problem, principal, declared.sku);
      const twin = license === undefined ? undefined : resolved.get(license.skuId);
      isSound &&= problems.length === 0 && twin === undefined;
      if (license === undefined) continue;
      if (twin === undefined) resolved.set(license.skuId, license);
      else this.reportTwice(principal, twin.written, license.written);
    }
    if (isSound) this.sound.set(principal.licenses, resolved);
    return resolved;
  }

  private report(problem: Problem, principal: DesiredPrincipal, sku: string): void {
    const { settable, ...rest } = problem;
    const part: FindingPart = {
      ...rest,
      severity: "error",
      key: problem.message,
      principal: principal.name,
      place: placeOfLicense(principal, sku),
      message: (names) => `${problem.message} It is declared for ${count(names.length, "principal")}.`,
    };
    if (settable === true) this.findings.addRule(part);
    else this.findings.add(part);
  }

  private reportTwice(principal: DesiredPrincipal, first: string, second: string): void {
    this.findings.add({
      code: "sku-twice",
      severity: "error",
      key: `${principal.name}\n${first}\n${second}`,
      principal: principal.name,
      place: placeOfLicense(principal, second),
      message: () => `${first} and ${second} are the same subscription, and both are declared for ${principal.name}.`,
      remedy: `Declare ${first} only.`,
    });
  }
}
