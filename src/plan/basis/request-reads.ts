import type { Desired } from "../../terms/desired";
import type { Ledger } from "../../terms/ledger";
import type { ReadRequest } from "../../terms/observed";
import type { Policy } from "../../terms/policy";

/**
 * What has to be read to plan this: every name that the stack writes, every id that it owns.
 *
 * `desired` is left out where only the state is known (a refresh). People and groups are asked for by id where the
 * ledger knows one, and by name as well: a name may meanwhile belong to somebody else, which only reading it tells.
 */
export function requestReads(desired: Desired | undefined, ledger: Ledger, policy: Policy): ReadRequest {
  const userNames = new Set<string>();
  const groupNames = new Set<string>();
  for (const user of desired?.users ?? []) userNames.add(user.name);
  for (const group of desired?.groups ?? []) groupNames.add(group.name);
  for (const name of policy.protected) userNames.add(name);
  return {
    userNames: [...userNames].sort(),
    userIds: [...new Set([...ledger.users.map((entry) => entry.id), ...ledger.protectedIds])].sort(),
    groupNames: [...groupNames].sort(),
    groupIds: ledger.groups.map((entry) => entry.id).sort(),
    wholeTenant: policy.authoritative?.scope === "tenant",
  };
}
