import { obstacleOf } from "../basis/removability";
import type { TenantIndex } from "../basis/tenant-index";
import type { SkuId } from "../../terms/observed";
import type { SkuLabel } from "../../terms/plan";
import type { PrincipalWrite } from "../../terms/port";

/** What sorting removals needs to know; the tenant as it was read last. */
export interface RemovalContext {
  readonly index: Pick<TenantIndex, "skus">;
  /** Names of SKUs as the plan has them: the tenant may have lost one meanwhile. */
  readonly names: Readonly<Record<SkuId, Pick<SkuLabel, "partNumber">>>;
}

/** Why removals are not sent, by SKU. */
export type Stays = ReadonlyMap<SkuId, string>;

/** Which removals go in the one call, and which after it; `heldBack` says which do not, and why. */
export function sortRemovals(
  context: RemovalContext,
  removals: readonly SkuId[],
  refused: Stays | undefined,
): { readonly remove: SkuId[]; readonly alone: SkuId[]; readonly heldBack: string[] } {
  const sorted = { remove: [] as SkuId[], alone: [] as SkuId[], heldBack: [] as string[] };
  for (const skuId of removals) {
    const obstacle = obstacleOf(context.index, skuId);
    const why =
      refused?.get(skuId) ?? (obstacle?.removal === "never" ? staysFor(context, skuId, obstacle.kind) : undefined);
    if (why !== undefined) sorted.heldBack.push(why);
    else if (obstacle?.removal === "perhaps") sorted.alone.push(skuId);
    else sorted.remove.push(skuId);
  }
  return sorted;
}

function staysFor({ names }: RemovalContext, skuId: SkuId, kind: "gone" | "ofCompany"): string {
  const name = names[skuId]?.partNumber ?? skuId;
  const why = kind === "gone" ? "the tenant no longer has its subscription" : "it belongs to the company as a whole";
  return `${name} stays, also in the ledger, since ${why}`;
}

/** One text for everything that a transition leaves for later, each thing once. */
export function heldBackText(reasons: readonly string[]): { readonly heldBack?: string } {
  return reasons.length === 0 ? {} : { heldBack: [...new Set(reasons)].join("; ") };
}

/** The first of the calls: where nothing goes in common, that of the first removal that goes alone. */
export function firstCall(
  write: PrincipalWrite,
  alone: readonly SkuId[],
): { readonly write: PrincipalWrite; readonly alone?: readonly SkuId[] } {
  const [first, ...rest] = alone;
  const hasOwn = write.add.length > 0 || write.remove.length > 0 || write.usageLocation !== undefined;
  const then = hasOwn ? alone : rest;
  return {
    write: hasOwn || first === undefined ? write : { ...write, remove: [first] },
    ...(then.length > 0 && { alone: then }),
  };
}
