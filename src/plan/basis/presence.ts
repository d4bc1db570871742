import type { Absence, ObjectId, ObservedUser } from "../../terms/observed";
import type { TenantIndex } from "./tenant-index";

/** Whether a person is there, and may be planned for. */
export type Presence =
  | { readonly kind: "present"; readonly user: ObservedUser }
  | { readonly kind: "deleted" | "missing" | "purged" }
  | { readonly kind: "unseen"; readonly reason: string };

export function presenceOf(index: TenantIndex, id: ObjectId): Presence {
  const user = index.users.get(id);
  if (user !== undefined) {
    if (user.assignments === undefined) return { kind: "unseen", reason: "Graph left its licenseAssignmentStates out" };
    return { kind: "present", user };
  }
  const absence: Absence | undefined = index.absent.get(id);
  if (absence?.kind === "deleted" || absence?.kind === "purged") return { kind: absence.kind };
  if (absence?.kind === "notFound") return { kind: "missing" };
  return { kind: "unseen", reason: absence?.reason ?? "it was not read" };
}
