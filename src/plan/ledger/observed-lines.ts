import { authoritativeSkus } from "../bind/authority";
import type { Ledger } from "../../terms/ledger";
import { believedLine, groupLine, isReadable, LineBook, userLine } from "./lines";
import type { Lines } from "../../terms/plan";
import type { Observed } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { indexTenant, type TenantIndex } from "../basis/tenant-index";

function isLost(index: TenantIndex, id: string): boolean {
  const absence = index.absent.get(id);
  return absence !== undefined && absence.kind !== "unreadable";
}

/**
 * What stands in the tenant of that which this stack owns or has authority over: the lines that `read` returns.
 *
 * Whoever holds nothing of it, or is gone, has no line. Whoever could not be read has the line of the ledger, so that
 * being unreadable is no drift.
 */
export function observedLines({
  ledger,
  observed,
  policy,
  index = indexTenant(observed),
}: {
  readonly ledger: Ledger;
  readonly observed: Observed;
  readonly policy: Policy;
  /** Of what was observed, where somebody has it already. */
  readonly index?: TenantIndex | undefined;
}): Lines {
  const authority = authoritativeSkus(index, policy);
  const book = new LineBook();
  for (const entry of ledger.users) {
    const user = index.users.get(entry.id);
    if (isReadable(user))
      book.addUser(entry.name, userLine(index, entry, authority, user.assignments, user.usageLocation));
    else if (!isLost(index, entry.id)) book.addUser(entry.name, believedLine(index, entry));
  }
  if (policy.authoritative?.scope === "tenant") {
    const owned = new Set(ledger.users.map(({ id }) => id));
    for (const user of observed.users) {
      if (!owned.has(user.id) && isReadable(user))
        book.addUser(user.userPrincipalName, userLine(index, undefined, authority, user.assignments, undefined));
    }
  }
  for (const entry of ledger.groups) {
    const group = index.groups.get(entry.id);
    if (group !== undefined) book.addGroup(entry.name, groupLine(index, entry, group.licenses));
    else if (!isLost(index, entry.id)) book.addGroup(entry.name, believedLine(index, entry));
  }
  return book.toLines();
}
