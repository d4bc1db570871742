import { defaultCatalog, findProduct } from "../../../catalog/catalog";
import { resolveLicenseName } from "../../../catalog/resolve-license";
import { resolvePlanName } from "../../../catalog/resolve-plan";
import type { DesiredPrincipal } from "../../../terms/desired";
import type { ObservedSku } from "../../../terms/observed";
import type { Undo } from "../../../report/json/undo-schema";
import type { PlanSelection } from "../../../roster/types";
import type { Stack } from "../../../stack/stack";
import { LicenseWriter } from "../import/licenses";

type Before = Undo["principals"][number];

/** A licence that a principal shall be declared again. */
export interface TargetLicense {
  readonly sku: string;
  readonly selection: PlanSelection;
  /** The last day of the assignments that declare it today, where all of them end. */
  readonly until?: string;
}

/**
 * What one principal has to be declared so that it holds what it held before a run: of what the run changed, what was
 * held; of what it left alone, what is declared today. What was held and never declared stays out: restoring must not
 * make the stack the owner of more than it was.
 */
export interface Target {
  readonly principal: "user" | "group";
  readonly name: string;
  readonly licenses: ReadonlyMap<string, TargetLicense>;
  /** To be enforced, since the run changed it. */
  readonly usageLocation?: string;
  readonly onPremisesPstn: boolean;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** Held before, and impossible to say in a stack. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

export function findTargets(undo: Undo, stack: Stack, endings: ReadonlyMap<string, string>): Targets {
  const left: { name: string; why: string }[] = [];
  const names = new DeclaredNames(stack);
  const targets = undo.principals.map((before): Target => {
    const declared = names.find(before);
    const changed = before.changed === undefined ? undefined : new Set(before.changed);
    const licenses = new Map<string, TargetLicense>();
    for (const license of declared?.licenses ?? []) {
      const key = skuKey(license.sku);
      if (changed?.has(key) === false)
        licenses.set(key, { sku: license.sku, selection: license.selection, ...endOf(declared, key, endings) });
    }
    for (const license of before.licenses) {
      if (changed?.has(license.skuId) === false) continue;
      const written = writerOf(license).write(
        license.skuId,
        license.disabledPlans.map((plan) => plan.id),
      );
      if (written.kind === "left")
        left.push({ name: before.name, why: `${license.partNumber} cannot be given back: ${written.why}` });
      // An undo file of an earlier version does not say what its run changed: then plans that were all on are left
      // unmanaged, as they mostly are.
      else
        licenses.set(skuKey(written.license.sku), {
          sku: written.license.sku,
          selection:
            written.license.disable.length === 0 && changed === undefined
              ? { kind: "unmanaged" }
              : { kind: "off", plans: written.license.disable },
        });
    }
    const location = locationOf(before, licenses.size > 0, left);
    return {
      principal: before.principal,
      name: declared?.name ?? before.name,
      licenses,
      onPremisesPstn: declared?.onPremisesPstn === true,
      ...(location === undefined ? {} : { usageLocation: location }),
    };
  });
  return { targets, left };
}

function locationOf(before: Before, canBeSaid: boolean, left: { name: string; why: string }[]): string | undefined {
  const after = before.usageLocationAfter;
  if (after === undefined || after === before.usageLocation) return undefined;
  if (before.usageLocation === undefined)
    left.push({
      name: before.name,
      why:
        `there was no usage location, and ${after} stays: a stack can set one and never take it away. It costs ` +
        "nothing and takes nothing",
    });
  else if (!canBeSaid)
    left.push({
      name: before.name,
      why:
        `the usage location was ${before.usageLocation}, and a stack sets one only together with a licence: set it ` +
        "in the admin centre",
    });
  else return before.usageLocation;
  return undefined;
}

/** Everybody whom a stack declares, by name; a stack has up to 100,000 people. */
export class DeclaredNames {
  readonly #users: ReadonlyMap<string, DesiredPrincipal>;
  readonly #groups: ReadonlyMap<string, DesiredPrincipal>;

  constructor({ desired }: Pick<Stack, "desired">) {
    const byName = (principals: readonly DesiredPrincipal[]): Map<string, DesiredPrincipal> =>
      new Map(principals.map((principal) => [principal.name.toLowerCase(), principal]));
    this.#users = byName(desired.users);
    this.#groups = byName(desired.groups);
  }

  /** By the name as it was written, else by the present one. */
  find({
    principal,
    name,
    currentName,
  }: Pick<Target, "principal" | "name"> & { readonly currentName?: string }): DesiredPrincipal | undefined {
    const names = principal === "user" ? this.#users : this.#groups;
    return (
      names.get(name.toLowerCase()) ?? (currentName === undefined ? undefined : names.get(currentName.toLowerCase()))
    );
  }
}

/** `until` only where everything that declares the SKU ends. */
function endOf(
  declared: DesiredPrincipal | undefined,
  key: string,
  endings: ReadonlyMap<string, string>,
): { readonly until?: string } {
  const ends = (declared?.declarations ?? [])
    .filter((declaration) => declaration.skus.some((sku) => skuKey(sku) === key))
    .map((declaration) => endings.get(declaration.assignment));
  const last = ends.includes(undefined) ? undefined : ends.sort().at(-1);
  return last === undefined ? {} : { until: last };
}

/** Part number, GUID and product name of one product are the same thing. */
export function skuKey(sku: string): string {
  const resolution = resolveLicenseName(sku);
  if (resolution.kind === "resolved") return resolution.skuId;
  return resolution.kind === "uncatalogued" && resolution.skuId !== undefined ? resolution.skuId : sku.toUpperCase();
}

export function sameSelection(sku: string, one: PlanSelection, other: PlanSelection): boolean {
  if (one.kind === "unmanaged" || other.kind === "unmanaged") return one.kind === other.kind;
  const plans = findProduct(defaultCatalog, skuKey(sku))?.plans;
  const keys = (selection: { readonly plans: readonly string[] }): string =>
    selection.plans
      .map((plan) => {
        const resolution = resolvePlanName(plan, plans);
        return "id" in resolution ? resolution.id : plan.toUpperCase();
      })
      .sort()
      .join(" ");
  return one.kind === other.kind && keys(one) === keys(other);
}

/** The file has each SKU's names and the plans that were off: enough of the tenant to write it. */
function writerOf(license: Before["licenses"][number]): LicenseWriter {
  const sku: ObservedSku = {
    skuId: license.skuId,
    partNumber: license.partNumber,
    appliesTo: "User",
    capabilityStatus: "Enabled",
    enabled: 0,
    warning: 0,
    suspended: 0,
    lockedOut: 0,
    consumed: 0,
    servicePlans: license.disabledPlans.map(({ id, name }) => ({ id, name, appliesTo: "User" })),
  };
  return new LicenseWriter([sku]);
}
