import type { FindingList } from "../basis/findings";
import type { Ledger } from "../../terms/ledger";
import type { ObjectId } from "../../terms/observed";
import type { PlanInput } from "../basis/plan-input";
import type { TenantIndex } from "../basis/tenant-index";

/** Who is not touched on any path. */
export interface Protection {
  readonly ids: ReadonlySet<ObjectId>;
  /** Ids by name as written, in lower case; goes into the ledger. */
  readonly names: ReadonlyMap<string, ObjectId>;
}

/** Ids that an earlier run protected and whose names are not remembered: they stay protected. */
function namelessIds(ledger: Ledger): ObjectId[] {
  const named = new Set(Object.values(ledger.protectedNames ?? {}));
  return ledger.protectedIds.filter((id) => !named.has(id));
}

/**
 * The protected people of a stack. A name is looked up in the tenant and in the ledger, and both are protected: a
 * protected person stays so when renamed, and nobody loses protection because a name was given to somebody else.
 */
export function protectedPeople(input: PlanInput, index: TenantIndex, findings: FindingList): Protection {
  const { ledger, policy } = input;
  const ids = new Set<ObjectId>(input.destroy === true ? ledger.protectedIds : namelessIds(ledger));
  const names = new Map<string, ObjectId>();
  for (const written of policy.protected) {
    const name = written.toLowerCase();
    const now = index.usersByName.get(name)?.id;
    const before = ledger.protectedNames?.[name];
    if (before !== undefined) ids.add(before);
    if (now !== undefined) ids.add(now);
    const id = before ?? now;
    if (id !== undefined) {
      names.set(name, id);
      continue;
    }
    const absence = index.absent.get(name);
    const unreadable = absence?.kind === "unreadable";
    findings.add({
      code: unreadable ? "protected-unreachable" : "protected-unknown",
      severity: "error",
      key: name,
      principal: written,
      message: () =>
        unreadable
          ? `${written} is protected, but could not be read (${absence.reason}): who is meant is not known, so ` +
            "nobody would be protected by this line."
          : `${written} is protected, but the tenant has no such user: nobody would be protected by this line.`,
      remedy: unreadable
        ? "Let this application read the account (a restricted administrative unit may keep it out), or take the " +
          "line out."
        : "Write the present user principal name of the person, or take the line out.",
    });
  }
  return { ids, names };
}
