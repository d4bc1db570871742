import type { BoundGroup } from "../bind/bind-groups";
import { entriesByName } from "../bind/declared-anew";
import { count, type FindingList, listSome } from "../basis/findings";
import type { PlanInput } from "../basis/plan-input";
import type { TenantIndex } from "../basis/tenant-index";
import type { GroupToMake } from "../../terms/desired";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId } from "../../terms/observed";
import type { MadeMembers } from "./model";

/** Compares who is in a group that the stack makes with who is to be in it. Undefined: the stack does not make it. */
export function decideMembers(
  bound: BoundGroup,
  input: PlanInput,
  index: TenantIndex,
  findings: FindingList,
): MadeMembers | undefined {
  const { make, group, isNew } = bound;
  if (make === undefined) return undefined;
  if (isNew !== true) refuseOtherKind(bound, make, findings);
  const present = new Set(group.members);
  const keepsAll = input.policy.limits.kind === "noneRemoved";
  if (make.rule !== undefined) {
    // White space means nothing in a rule.
    const isSame = group.rule !== undefined && plain(group.rule) === plain(make.rule);
    const after = isSame || (keepsAll && isNew !== true) ? (group.rule ?? make.rule) : make.rule;
    if (!isSame && keepsAll && isNew !== true) reportKept(bound, findings);
    const before = group.rule === undefined ? {} : { before: group.rule };
    return { ...nobody, rule: { ...before, after } };
  }
  if (make.members === undefined) return nobody;
  const { ids, pending } = resolveMembers(make, input, index, findings);
  const joining = new Set(ids.filter((id) => !present.has(id)));
  const wanted = new Set(ids);
  const leaving = [...present].filter((id) => !wanted.has(id));
  if (leaving.length > 0 && keepsAll) {
    reportKept(bound, findings);
    return { ids: [...ids, ...leaving], joining, leaving: new Set(), pending };
  }
  return { ids, joining, leaving: new Set(leaving), pending };
}

const nobody: MadeMembers = { joining: new Set(), leaving: new Set(), pending: [] };

/** As they are: of a group that is left alone in this run. */
export function membersAsTheyAre({ make, group }: BoundGroup): MadeMembers | undefined {
  if (make === undefined) return undefined;
  if (make.rule !== undefined)
    return {
      ...nobody,
      rule: { ...(group.rule !== undefined && { before: group.rule }), after: group.rule ?? make.rule },
    };
  return make.members === undefined ? nobody : { ...nobody, ids: group.members ?? [] };
}

function plain(rule: string): string {
  return rule.replaceAll(/\s+/g, " ").trim();
}

function resolveMembers(
  make: GroupToMake,
  { ledger, policy }: PlanInput,
  index: TenantIndex,
  findings: FindingList,
): { readonly ids: readonly ObjectId[]; readonly pending: readonly string[] } {
  let owned: ReadonlyMap<string, LedgerEntry> | undefined;
  const ids = new Set<ObjectId>();
  const pending: string[] = [];
  for (const name of make.members ?? []) {
    const key = name.toLowerCase();
    // Whoever was renamed is still the person whom the ledger knows by this name.
    const user =
      index.usersByName.get(key) ?? index.users.get((owned ??= entriesByName(ledger.users)).get(key)?.id ?? "");
    if (user !== undefined) ids.add(user.id);
    else if (index.absent.get(key)?.kind === "unreadable" || policy.onMissingUser === "error")
      reportUnknown(make, name, index, findings);
    else pending.push(name);
  }
  return { ids: [...ids], pending };
}

/** A member who is not found is not left out: whoever is not in the list of a group is taken out of the group. */
function reportUnknown(make: GroupToMake, name: string, index: TenantIndex, findings: FindingList): void {
  const absence = index.absent.get(name.toLowerCase());
  const reason = absence?.kind === "unreadable" ? absence.reason : undefined;
  findings.add({
    code: "group-member-unknown",
    severity: "error",
    key: `${make.name} ${reason ?? ""}`,
    principal: name,
    place: make.memberPlaces?.get(name) ?? make.place,
    message: (names) => {
      const members = `${count(names.length, "member")} of the group ${make.name}`;
      return reason === undefined
        ? `${members} ${names.length === 1 ? "is" : "are"} not in the tenant: ${listSome(names)}.`
        : `${members} could not be read (${reason}): ${listSome(names)}.`;
    },
    remedy:
      reason === undefined
        ? "Mend the name, take it out, or let the stack wait for people: `onMissingUser: wait`."
        : "Check whether a restricted administrative unit keeps this application out.",
  });
}

function reportKept({ name }: BoundGroup, findings: FindingList): void {
  findings.add({
    code: "none-removed",
    severity: "warning",
    key: "members",
    principal: name,
    message: (names) =>
      `Who is in ${count(names.length, "group")} would change so that somebody may lose something, which ` +
      `\`limits: none-removed\` forbids; nobody is taken out: ${names.join(", ")}.`,
    remedy: "Give the stack limits, for example `limits: { people: 10%, atMost: 25, per: 7d }`.",
  });
}

/** Entra cannot make the one of the other: @pulumi/azuread would delete the group and make a new one. */
function refuseOtherKind({ name, group }: BoundGroup, make: GroupToMake, findings: FindingList): void {
  const isDynamic = group.rule !== undefined;
  if (isDynamic === (make.rule !== undefined)) return;
  findings.add({
    code: "group-kind",
    severity: "error",
    key: group.id,
    principal: name,
    place: make.place,
    message: () =>
      `The group ${name} (id ${group.id}) has ${isDynamic ? "a" : "no"} rule that says who is in it, and the stack ` +
      `makes it ${isDynamic ? "without" : "with"} one: it would have to be deleted and made anew, and all in it ` +
      "would be without what it gives.",
    remedy:
      "Make a group of another name beside it, and take this one out of the stack once the people have everything " +
      "through the new one.",
  });
}
