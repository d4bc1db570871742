import type { DesiredPrincipal, Place } from "./desired";
import type { FindingList } from "./findings";
import { people } from "./findings";
import type { LedgerEntry } from "./ledger";
import type { Absence, ObjectId, ObservedUser } from "./observed";
import type { Policy } from "./policy";
import { nearestNames } from "../catalog/nearest";
import type { TenantIndex } from "./tenant-index";

/** A person of the tenant with what is declared and owned of it. */
export interface BoundUser {
  readonly id: ObjectId;
  /** Key in the stack, else as the ledger has it, else the user principal name. */
  readonly name: string;
  readonly user: ObservedUser;
  readonly declared?: DesiredPrincipal;
  readonly owned?: LedgerEntry;
}

/** People of the stack or the ledger about whom nothing can be done in this run. */
export interface AbsentUser {
  readonly name: string;
  readonly declared?: DesiredPrincipal;
  /** What stays in the ledger; undefined: nothing does. */
  readonly entry?: LedgerEntry;
  /** `unseen`: the tenant did not let us look, so its line stays as it is. */
  readonly kind: "gone" | "pending" | "unseen" | "unknown";
}

export interface UserBindings {
  readonly bound: readonly BoundUser[];
  readonly absent: readonly AbsentUser[];
  /** Ids that are missing from the tenant for the first time. */
  readonly vanished: readonly ObjectId[];
}

function placeOf(principal: DesiredPrincipal): Place | undefined {
  return principal.declarations.find((declaration) => declaration.place !== undefined)?.place;
}

type Presence =
  | { readonly kind: "present"; readonly user: ObservedUser }
  | { readonly kind: "deleted" | "missing" | "purged" }
  | { readonly kind: "unseen"; readonly reason: string };

function presenceOf(index: TenantIndex, id: ObjectId): Presence {
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

/**
 * Binds names to people: object id first. A person whom the ledger knows is the person with that id, whatever the name
 * is now; only a name that the ledger does not know, or whose person was deleted, is looked up as a name.
 */
export class UserBinder {
  private readonly entriesByName = new Map<string, LedgerEntry>();
  private readonly entriesById = new Map<ObjectId, LedgerEntry>();
  private readonly handled = new Set<ObjectId>();
  private readonly namesById = new Map<ObjectId, DesiredPrincipal>();
  private readonly bound: BoundUser[] = [];
  private readonly absent: AbsentUser[] = [];
  private readonly vanished: ObjectId[] = [];

  constructor(
    private readonly index: TenantIndex,
    entries: readonly LedgerEntry[],
    private readonly policy: Pick<Policy, "onMissingUser">,
    private readonly findings: FindingList,
  ) {
    for (const entry of entries) {
      this.entriesById.set(entry.id, entry);
      const key = entry.name.toLowerCase();
      if (entry.gone === undefined || !this.entriesByName.has(key)) this.entriesByName.set(key, entry);
    }
  }

  bind(declared: readonly DesiredPrincipal[]): UserBindings {
    for (const principal of declared) this.bindDeclared(principal);
    for (const entry of this.entriesById.values()) if (!this.handled.has(entry.id)) this.bindUndeclared(entry);
    return { bound: this.bound, absent: this.absent, vanished: this.vanished };
  }

  private bindDeclared(principal: DesiredPrincipal): void {
    const key = principal.name.toLowerCase();
    const owned = this.entriesByName.get(key);
    const holder = this.index.usersByName.get(key);
    if (owned === undefined) {
      this.bindByName(principal, holder);
      return;
    }
    const presence = presenceOf(this.index, owned.id);
    if (presence.kind === "present") {
      const taken = holder !== undefined && holder.id !== owned.id;
      if (taken) this.reportTaken(principal, owned, presence.user, holder);
      this.accept(principal, presence.user, taken ? "quietly" : "aloud");
      return;
    }
    const confirmedDeleted = presence.kind === "deleted" || presence.kind === "purged";
    if (holder !== undefined && holder.id !== owned.id) {
      this.settleAbsent(owned, presence, undefined, confirmedDeleted ? holder : undefined);
      if (confirmedDeleted) this.bindByName(principal, holder);
      else this.reportTaken(principal, owned, undefined, holder);
      return;
    }
    if (presence.kind === "purged") {
      this.settleAbsent(owned, presence);
      this.bindByName(principal, undefined);
      return;
    }
    this.settleAbsent(owned, presence, principal);
  }

  private bindByName(principal: DesiredPrincipal, user: ObservedUser | undefined): void {
    if (user !== undefined) {
      const presence = presenceOf(this.index, user.id);
      if (presence.kind === "present") this.accept(principal, presence.user, "aloud");
      else if (presence.kind === "unseen") this.skipUnseen(principal.name, presence.reason, principal, this.entriesById.get(user.id));
      return;
    }
    const absence = this.index.absent.get(principal.name.toLowerCase());
    if (absence?.kind === "unreadable") {
      this.skipUnseen(principal.name, absence.reason, principal, undefined);
      return;
    }
    if (this.policy.onMissingUser === "wait") {
      this.absent.push({ kind: "pending", name: principal.name, declared: principal });
      return;
    }
    this.absent.push({ kind: "unknown", name: principal.name, declared: principal });
    const known = this.nearestPeople(principal.name);
    const deleted = absence?.kind === "deleted" ? " An account of this name was deleted." : "";
    const place = placeOf(principal);
    this.findings.add({
      code: "user-unknown",
      severity: "error",
      key: principal.name,
      principal: principal.name,
      place,
      message: () => `The tenant has no user ${principal.name}.${deleted}${known.length === 0 ? "" : ` The nearest are ${known.join(", ")}.`}`,
      remedy: "Mend the name, take the line out, or set `onMissingUser: wait` if the account will be made later.",
    });
  }

  private accept(principal: DesiredPrincipal, user: ObservedUser, renaming: "aloud" | "quietly"): void {
    const twin = this.namesById.get(user.id);
    if (twin !== undefined) {
      this.reportTwoNames(twin, principal, user);
      return;
    }
    this.namesById.set(user.id, principal);
    this.handled.add(user.id);
    const owned = this.entriesById.get(user.id);
    this.bound.push({ id: user.id, name: principal.name, user, declared: principal, ...(owned !== undefined && { owned }) });
    if (renaming === "aloud" && user.userPrincipalName.toLowerCase() !== principal.name.toLowerCase()) {
      this.findings.addRule({
        code: "user-renamed",
        severity: "warning",
        key: user.id,
        principal: principal.name,
        place: placeOf(principal),
        message: () => `${principal.name} is now called ${user.userPrincipalName}; it is the same person.`,
        remedy: `Write ${user.userPrincipalName} instead of ${principal.name}.`,
      });
    }
  }

  private bindUndeclared(entry: LedgerEntry): void {
    const presence = presenceOf(this.index, entry.id);
    if (presence.kind === "present") this.bound.push({ id: entry.id, name: entry.name, user: presence.user, owned: entry });
    else this.settleAbsent(entry, presence);
  }

  private settleAbsent(entry: LedgerEntry, presence: Exclude<Presence, { kind: "present" }>, declared?: DesiredPrincipal, successor?: ObservedUser): void {
    if (this.handled.has(entry.id)) return;
    this.handled.add(entry.id);
    if (presence.kind === "unseen") {
      this.skipUnseen(entry.name, presence.reason, declared, entry);
      return;
    }
    if (entry.gone === undefined) {
      this.vanished.push(entry.id);
      if (successor === undefined) this.reportVanished(entry, presence.kind, declared);
      else this.reportSucceeded(entry, successor);
    }
    const gone = presence.kind === "deleted" ? "deleted" : "missing";
    const base = { kind: "gone", name: declared?.name ?? entry.name, ...(declared !== undefined && { declared }) } as const;
    this.absent.push(presence.kind === "purged" ? base : { ...base, entry: { ...entry, gone } });
  }

  private reportVanished(entry: LedgerEntry, kind: "deleted" | "missing" | "purged", declared: DesiredPrincipal | undefined): void {
    const what = { deleted: "was deleted", missing: "is missing from", purged: "was deleted for good from" }[kind];
    const where = kind === "deleted" ? "" : " the tenant";
    this.findings.addRule({
      code: "user-gone",
      severity: "warning",
      key: kind,
      principal: entry.name,
      place: declared === undefined ? undefined : placeOf(declared),
      message: (names) => (names.length === 1 ? `${names[0] ?? ""} ${what}${where}.` : `${people(names.length)}: each ${what}${where}: ${names.join(", ")}.`),
      remedy: kind === "deleted" ? "Take the line out of the stack, or restore the account within 30 days." : "Take the line out of the stack.",
    });
  }

  /** Names of the same domain that somebody may have meant; only where the whole tenant was read, or they would be a guess among few. */
  private nearestPeople(name: string): readonly string[] {
    if (!this.index.observed.wholeTenant) return [];
    const [local = "", domain = ""] = name.toLowerCase().split("@");
    const ending = `@${domain}`;
    const locals = [...this.index.usersByName.keys()].filter((known) => known.endsWith(ending)).map((known) => known.slice(0, -ending.length));
    return nearestNames(local, locals).map((known) => known + ending);
  }

  private reportSucceeded(entry: LedgerEntry, successor: ObservedUser): void {
    this.findings.addRule({
      code: "user-succeeded",
      severity: "info",
      key: entry.id,
      principal: entry.name,
      message: () => `${entry.name} (id ${entry.id}) was deleted; the account with id ${successor.id} has the name now, and begins with nothing.`,
    });
  }

  private skipUnseen(name: string, reason: string, declared: DesiredPrincipal | undefined, entry: LedgerEntry | undefined): void {
    if (entry !== undefined) this.handled.add(entry.id);
    this.absent.push({ kind: "unseen", name: declared?.name ?? name, ...(declared !== undefined && { declared }), ...(entry !== undefined && { entry }) });
    this.findings.add({
      code: "user-unreachable",
      severity: "warning",
      key: reason,
      principal: declared?.name ?? name,
      place: declared === undefined ? undefined : placeOf(declared),
      message: (names) => `${people(names.length)} could not be read (${reason}) and ${names.length === 1 ? "is" : "are"} left alone: ${names.join(", ")}.`,
      remedy: "Nothing is taken from them or given to them; the next run tries again. Where it stays so, a restricted administrative unit may keep this application out.",
    });
  }

  private reportTaken(principal: DesiredPrincipal, owned: LedgerEntry, user: ObservedUser | undefined, holder: ObservedUser): void {
    const before = user === undefined ? `whose id ${owned.id} cannot be found, nor be confirmed as deleted` : `who is now called ${user.userPrincipalName} (id ${owned.id})`;
    this.findings.add({
      code: "user-name-taken",
      severity: "error",
      key: principal.name,
      principal: principal.name,
      place: placeOf(principal),
      message: () => `${principal.name} belongs to somebody else now (id ${holder.id}). This stack knows it as the name of a person ${before}.`,
      remedy:
        `Take ${principal.name} out and write the present name of the person meant; ` +
        `or forget the former person without taking anything: \`release: [${principal.name}]\`.`,
    });
  }

  private reportTwoNames(first: DesiredPrincipal, second: DesiredPrincipal, user: ObservedUser): void {
    this.findings.add({
      code: "user-twice",
      severity: "error",
      key: user.id,
      principal: second.name,
      place: placeOf(second),
      message: (names) => `${[first.name, ...names].join(" and ")} are the same person (${user.userPrincipalName}, id ${user.id}).`,
      remedy: `Write ${user.userPrincipalName} everywhere.`,
    });
  }
}
