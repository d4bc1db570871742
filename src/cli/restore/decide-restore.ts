import { LicenseWriter, type WrittenLicense } from "../import/licenses";
import type { DesiredPrincipal, Place } from "../../plan/desired";
import type { ObservedSku } from "../../plan/observed";
import type { Undo } from "../../report/undo";
import { resolveLicenseName } from "../../catalog/resolve-license";
import type { Stack } from "../../stack/problem";

/** What has to be said differently, so that a principal is declared what it held before the run. */
export interface Restoration {
  readonly principal: "user" | "group";
  readonly name: string;
  /** Lines that name the principal under an assignment which gives something it did not hold before. */
  readonly takeOut: readonly { readonly assignment: string; readonly place: Place }[];
  /** What no other assignment declares. */
  readonly give: readonly WrittenLicense[];
}

export interface Decision {
  readonly restorations: readonly Restoration[];
  /** Held before, and impossible to say. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
  /** Declared exactly what they held. */
  readonly unchanged: number;
}

/** Compares what a stack declares with what was held before a run; principals that are declared just that need nothing. */
export function decideRestore(undo: Undo, stack: Stack): Decision {
  const restorations: Restoration[] = [];
  const left: { name: string; why: string }[] = [];
  let unchanged = 0;
  for (const before of undo.principals) {
    const declared = (before.principal === "user" ? stack.desired.users : stack.desired.groups).find((candidate) => candidate.name.toLowerCase() === before.name.toLowerCase());
    const held = new Map<string, WrittenLicense>();
    for (const license of before.licenses) {
      const written = writerOf(license).write(license.skuId, license.disabledPlans.map((plan) => plan.id));
      if (written.kind === "written") held.set(skuKey(written.license.sku), written.license);
      else left.push({ name: before.name, why: written.why });
    }
    const wrong = (declared?.declarations ?? []).filter((declaration) => declaration.skus.some((sku) => !fits(declared, sku, held.get(skuKey(sku)))));
    const kept = (declared?.declarations ?? []).filter((declaration) => !wrong.includes(declaration));
    const stillDeclared = new Set(kept.flatMap((declaration) => declaration.skus.map(skuKey)));
    const give = [...held].filter(([key]) => !stillDeclared.has(key)).map(([, license]) => license);
    if (wrong.length === 0 && give.length === 0) {
      unchanged += 1;
      continue;
    }
    restorations.push({
      principal: before.principal,
      name: declared?.name ?? before.name,
      takeOut: wrong.flatMap(({ assignment, place }) => (place === undefined ? [] : [{ assignment, place }])),
      give,
    });
  }
  return { restorations, left, unchanged };
}

/** Whether what is declared of a SKU agrees with what was held: not held, or other plans off, does not. */
function fits(declared: DesiredPrincipal | undefined, sku: string, held: WrittenLicense | undefined): boolean {
  if (held === undefined) return false;
  const selection = declared?.licenses.find((license) => skuKey(license.sku) === skuKey(sku))?.selection;
  if (selection?.kind !== "off") return selection?.kind !== "only";
  return JSON.stringify([...selection.plans].sort()) === JSON.stringify([...held.disable].sort());
}

function skuKey(sku: string): string {
  const resolution = resolveLicenseName(sku);
  return resolution.kind === "resolved" ? resolution.skuId : sku.toUpperCase();
}

/** The file has each SKU's names and the plans that were off: enough of the tenant to write it. */
function writerOf(license: Undo["principals"][number]["licenses"][number]): LicenseWriter {
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
