import { nearestNames } from "../../catalog/nearest";
import { BindingReports } from "./binding-reports";
import type { DesiredPrincipal } from "../../terms/desired";
import type { FindingList } from "../basis/findings";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId, ObservedUser } from "../../terms/observed";
import type { Policy } from "../../terms/policy";
import { type Presence, presenceOf, presenceOfUser } from "../basis/presence";
import { entriesByName, isDeclaredAnew } from "./declared-anew";
import { goneEntry } from "./gone-entry";
import type { TenantIndex } from "../basis/tenant-index";

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

/**
 * Binds names to people: object id first. A person whom the ledger knows is the person with that id, whatever the name
 * is now; only a name that the ledger does not know, or whose person was deleted, is looked up as a name.
 */
export class UserBinder {
  private readonly entriesByName: ReadonlyMap<string, LedgerEntry>;
  /** Who is dealt with, and as whom of the file. */
  private readonly handled = new Map<ObjectId, DesiredPrincipal | undefined>();
  private readonly bound: BoundUser[] = [];
  private readonly absent: AbsentUser[] = [];
  private readonly vanished: ObjectId[] = [];
  private readonly reports: BindingReports;
  private declared: readonly DesiredPrincipal[] = [];
  // Only where somebody is not who the ledger knows by the name: most people are.
  private known: ReadonlyMap<ObjectId, LedgerEntry> | undefined;
  private declaredNames: ReadonlySet<string> | undefined;

  constructor(
    private readonly index: TenantIndex,
    private readonly entries: readonly LedgerEntry[],
    private readonly policy: Pick<Policy, "onMissingUser">,
    findings: FindingList,
    private readonly now?: string,
  ) {
    this.reports = new BindingReports(findings);
    this.entriesByName = entriesByName(entries);
  }

  bind(declared: readonly DesiredPrincipal[]): UserBindings {
    this.declared = declared;
    for (const principal of declared) this.bindDeclared(principal);
    for (const entry of this.entries) if (!this.handled.has(entry.id)) this.bindUndeclared(entry);
    return { bound: this.bound, absent: this.absent, vanished: this.vanished };
  }

  private bindDeclared(principal: DesiredPrincipal): void {
    // Whom the tenant itself has named is who it is, whatever the ledger knows by that name.
    if (principal.id !== undefined) {
      this.bindByName(principal, this.index.users.get(principal.id));
      return;
    }
    const key = principal.name.toLowerCase();
    const owned = this.entriesByName.get(key);
    if (owned === undefined) {
      this.bindByName(principal, this.index.usersByName.get(key));
      return;
    }
    const presence = presenceOf(this.index, owned.id);
    if (presence.kind === "present" && presence.user.userPrincipalName === principal.name) {
      this.accept(principal, presence.user, owned);
      return;
    }
    const holder = this.index.usersByName.get(key);
    if (presence.kind === "present") {
      if (holder === undefined || holder.id === owned.id) this.accept(principal, presence.user, owned);
      else if (this.isKnownAnew(owned)) {
        this.reports.passedOn(principal, presence.user, holder);
        this.bindByName(principal, holder);
      } else {
        this.reports.taken(principal, owned, presence.user, holder);
        this.accept(principal, presence.user, owned);
      }
      return;
    }
    const confirmedDeleted = presence.kind === "deleted" || presence.kind === "purged";
    if (holder !== undefined && holder.id !== owned.id) {
      this.settleAbsent(owned, presence, undefined, confirmedDeleted ? holder : undefined);
      if (confirmedDeleted) this.bindByName(principal, holder);
      else this.reports.taken(principal, owned, undefined, holder);
      return;
    }
    if (presence.kind === "purged") {
      this.settleAbsent(owned, presence);
      this.bindByName(principal, undefined);
      return;
    }
    this.settleAbsent(owned, presence, principal);
  }

  /** Whether the file knows of the renaming: it has this person, who is there, under the present name. */
  private isKnownAnew(owned: LedgerEntry): boolean {
    return isDeclaredAnew(owned, {
      nameOf: ({ id }) => this.index.users.get(id)?.userPrincipalName,
      declaredNames: (this.declaredNames ??= new Set(this.declared.map(({ name }) => name.toLowerCase()))),
      entriesByName: this.entriesByName,
    });
  }

  private bindByName(principal: DesiredPrincipal, user: ObservedUser | undefined): void {
    if (user !== undefined) {
      const presence = presenceOfUser(this.index, user);
      const owned = this.entryOf(user.id);
      if (presence.kind === "present") this.accept(principal, user, owned);
      else this.skipUnseen(principal.name, presence.reason, principal, owned);
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
    this.reports.unknown(principal, absence, this.nearestPeople(principal.name));
  }

  private entryOf(id: ObjectId): LedgerEntry | undefined {
    this.known ??= new Map(this.entries.map((entry) => [entry.id, entry]));
    return this.known.get(id);
  }

  private accept(principal: DesiredPrincipal, user: ObservedUser, owned: LedgerEntry | undefined): void {
    const twin = this.handled.get(user.id);
    if (twin !== undefined) {
      this.reports.twoNames(twin, principal, user);
      return;
    }
    this.handled.set(user.id, principal);
    this.bound.push({
      id: user.id,
      name: principal.name,
      user,
      declared: principal,
      ...(owned !== undefined && { owned }),
    });
    const isRenamed =
      user.userPrincipalName !== principal.name && !this.index.usersByName.has(principal.name.toLowerCase());
    if (isRenamed) this.reports.renamed(principal, user);
  }

  private bindUndeclared(entry: LedgerEntry): void {
    const presence = presenceOf(this.index, entry.id);
    if (presence.kind === "present")
      this.bound.push({ id: entry.id, name: entry.name, user: presence.user, owned: entry });
    else this.settleAbsent(entry, presence);
  }

  private settleAbsent(
    entry: LedgerEntry,
    presence: Exclude<Presence, { kind: "present" }>,
    declared?: DesiredPrincipal,
    successor?: ObservedUser,
  ): void {
    if (this.handled.has(entry.id)) return;
    this.handled.set(entry.id, undefined);
    if (presence.kind === "unseen") {
      this.skipUnseen(entry.name, presence.reason, declared, entry);
      return;
    }
    if (entry.gone === undefined) {
      this.vanished.push(entry.id);
      if (successor === undefined) this.reports.vanished(entry, presence.kind, declared);
      else this.reports.succeeded(entry, successor);
    }
    const left = goneEntry(entry, presence.kind, this.now);
    const base = {
      kind: "gone",
      name: declared?.name ?? entry.name,
      ...(declared !== undefined && { declared }),
    } as const;
    this.absent.push(left === undefined ? base : { ...base, entry: left });
  }

  /**
   * Names of the same domain that somebody may have meant; only where the whole tenant was read, or they would be a
   * guess among few.
   */
  private nearestPeople(name: string): readonly string[] {
    if (!this.index.observed.wholeTenant) return [];
    const [local = "", domain = ""] = name.toLowerCase().split("@");
    const ending = `@${domain}`;
    const locals = [...this.index.usersByName.keys()]
      .filter((known) => known.endsWith(ending))
      .map((known) => known.slice(0, -ending.length));
    return nearestNames(local, locals).map((known) => known + ending);
  }

  private skipUnseen(
    name: string,
    reason: string,
    declared: DesiredPrincipal | undefined,
    entry: LedgerEntry | undefined,
  ): void {
    if (entry !== undefined) this.handled.set(entry.id, undefined);
    this.absent.push({
      kind: "unseen",
      name: declared?.name ?? name,
      ...(declared !== undefined && { declared }),
      ...(entry !== undefined && { entry }),
    });
    this.reports.unreachable(declared?.name ?? name, reason, declared);
  }
}
