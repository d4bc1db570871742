import type { Absence, ObjectId, ObservedUser } from "../../terms/observed";
import { skuLabel, type TenantIndex } from "./tenant-index";

/** Whether a person is there, and may be planned for. */
export type Presence =
  | { readonly kind: "present"; readonly user: ObservedUser }
  | { readonly kind: "deleted" | "missing" | "purged" }
  | { readonly kind: "unseen"; readonly reason: string };

function incompleteText(index: TenantIndex, { withoutState = [] }: ObservedUser): string {
  if (withoutState.length === 0)
    return "Graph left its licenseAssignmentStates out, or something in its answer cannot be read";
  const names = withoutState.map((skuId) => skuLabel(index, skuId));
  return `Graph says that it has ${names.join(", ")}, and not whether directly or through a group`;
}

/** Of somebody whom the tenant shows. */
export function presenceOfUser(
  index: TenantIndex,
  user: ObservedUser,
): Extract<Presence, { kind: "present" | "unseen" }> {
  if (user.assignments === undefined) return { kind: "unseen", reason: incompleteText(index, user) };
  return { kind: "present", user };
}

export function presenceOf(index: TenantIndex, id: ObjectId): Presence {
  const user = index.users.get(id);
  if (user !== undefined) return presenceOfUser(index, user);
  const absence: Absence | undefined = index.absent.get(id);
  if (absence?.kind === "deleted" || absence?.kind === "purged") return { kind: absence.kind };
  if (absence?.kind === "notFound") return { kind: "missing" };
  return { kind: "unseen", reason: absence?.reason ?? "it was not read" };
}
