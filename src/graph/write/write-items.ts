import type { AssignedLicense, User } from "@microsoft/microsoft-graph-types";
import type { PrincipalWrite } from "../../terms/port";
import type { BatchItem } from "../batches/batch";

/** What is sent for one principal: a licence call, or a reprocessing. */
export type Order =
  | ({ readonly kind: "assign" } & PrincipalWrite)
  | { readonly kind: "reprocess"; readonly principal: "user"; readonly id: string; readonly name: string };

export interface OrderItems {
  readonly locate?: BatchItem;
  readonly license?: BatchItem;
}

export function changesLicenses(order: Order): boolean {
  return order.kind === "reprocess" || order.add.length > 0 || order.remove.length > 0;
}

export function countItems(order: Order): number {
  return (order.kind === "assign" && order.usageLocation !== undefined ? 1 : 0) + (changesLicenses(order) ? 1 : 0);
}

/**
 * The items of one principal, ids derived from its place in the batch. Both arrays are always there and never null:
 * Graph refuses a call without `removeLicenses`, and one with `disabledPlans: null`.
 */
export function writeItems(order: Order, place: number): OrderItems {
  const collection = order.principal === "user" ? "users" : "groups";
  const path = `/${collection}/${encodeURIComponent(order.id)}`;
  if (order.kind === "reprocess")
    return { license: { id: `${place}-license`, method: "POST", url: `${path}/reprocessLicenseAssignment`, body: {} } };
  const locate: BatchItem | undefined =
    order.usageLocation === undefined
      ? undefined
      : {
          id: `${place}-locate`,
          method: "PATCH",
          url: path,
          body: { usageLocation: order.usageLocation } satisfies User,
        };
  const license: BatchItem | undefined = changesLicenses(order)
    ? {
        id: `${place}-license`,
        method: "POST",
        url: `${path}/assignLicense`,
        body: {
          addLicenses: order.add.map(
            ({ skuId, disabledPlans }) => ({ skuId, disabledPlans: [...disabledPlans] }) satisfies AssignedLicense,
          ),
          removeLicenses: [...order.remove],
        },
        ...(locate === undefined ? {} : { dependsOn: [locate.id] }),
      }
    : undefined;
  return { ...(locate === undefined ? {} : { locate }), ...(license === undefined ? {} : { license }) };
}

/**
 * A batch of Graph is either fully sequential or fully parallel (json-batching, "Sequencing requests with the
 * dependsOn property"). So a batch that carries somebody's usage location before the licence is a chain from the
 * first item to the last.
 */
export function chain(items: readonly BatchItem[]): readonly BatchItem[] {
  return items.map((item, index) => {
    const before = items[index - 1];
    return before === undefined ? item : { ...item, dependsOn: [before.id] };
  });
}
