import type { DesiredPrincipal, GroupToMake } from "../../terms/desired";
import type { Place } from "../../terms/place";
import { count, type FindingList } from "../basis/findings";
import type { LedgerEntry } from "../../terms/ledger";
import type { Absence, ObjectId, ObservedGroup } from "../../terms/observed";
import type { TenantIndex } from "../basis/tenant-index";
import { entriesByName, isDeclaredAnew } from "./declared-anew";
import { goneEntry } from "./gone-entry";
import { byText } from "../../text/order";

export interface BoundGroup {
  readonly id: ObjectId;
  readonly name: string;
  readonly group: ObservedGroup;
  readonly declared?: DesiredPrincipal;
  readonly owned?: LedgerEntry;
  /** Of a group that the stack makes. */
  readonly make?: GroupToMake;
  /** It is not there yet. */
  readonly isNew?: true;
}

export interface AbsentGroup {
  readonly name: string;
  readonly entry?: LedgerEntry;
  readonly kind: "gone" | "unseen" | "unknown";
}

export interface GroupBindings {
  readonly bound: readonly BoundGroup[];
  readonly absent: readonly AbsentGroup[];
}

function placeOf(principal: DesiredPrincipal): Place | undefined {
  return principal.declarations.find((declaration) => declaration.place !== undefined)?.place;
}

function isCalled(group: ObservedGroup, name: string): boolean {
  const key = name.toLowerCase();
  return group.displayName.toLowerCase() === key || group.mailNickname?.toLowerCase() === key;
}

function describe(group: ObservedGroup): string {
  return `${group.id} (${group.displayName}${group.mailNickname === undefined ? "" : `, ${group.mailNickname}`})`;
}

function reasonOf(absence: Absence | undefined): string {
  return absence?.kind === "unreadable" ? absence.reason : "it was not read";
}

/** Stands for the object id of a group that is not there yet; no object id looks like it. */
function idToBe(name: string): ObjectId {
  return `new group ${name.toLowerCase()}`;
}

/** Groups that are made and have no licence from this stack, now or any more. */
function unlicensed(licensed: readonly DesiredPrincipal[], make: readonly GroupToMake[]): readonly DesiredPrincipal[] {
  const names = new Set(licensed.map(({ name }) => name.toLowerCase()));
  return make
    .filter(({ name }) => !names.has(name.toLowerCase()))
    .map(({ name, place }) => ({
      name,
      licenses: [],
      declarations: place === undefined ? [] : [{ assignment: "", place, skus: [] }],
    }));
}

/** Binds names to groups: object id first, then what the ledger knows, then display name or mail nickname. */
export class GroupBinder {
  private readonly bound = new Map<ObjectId, BoundGroup>();
  private readonly absent: AbsentGroup[] = [];
  private readonly handled = new Set<ObjectId>();
  private readonly entriesByName: ReadonlyMap<string, LedgerEntry>;
  private declaredNames: ReadonlySet<string> = new Set();
  private toMake: ReadonlyMap<string, GroupToMake> = new Map();

  constructor(
    private readonly index: TenantIndex,
    private readonly entries: readonly LedgerEntry[],
    private readonly findings: FindingList,
    private readonly now?: string,
    private readonly made?: ReadonlyMap<string, ObjectId>,
  ) {
    this.entriesByName = entriesByName(entries);
  }

  bind(licensed: readonly DesiredPrincipal[], make: readonly GroupToMake[] = []): GroupBindings {
    this.toMake = new Map(make.map((group) => [group.name.toLowerCase(), group]));
    const declared = [...licensed, ...unlicensed(licensed, make)];
    this.declaredNames = new Set(declared.map(({ name }) => name.toLowerCase()));
    for (const principal of declared) this.bindDeclared(principal);
    for (const entry of this.entries) {
      if (this.handled.has(entry.id)) continue;
      const group = this.index.groups.get(entry.id);
      if (group?.members === undefined) this.settleAbsent(entry);
      else this.bound.set(entry.id, { id: entry.id, name: entry.name, group, owned: entry });
    }
    return { bound: [...this.bound.values()], absent: this.absent };
  }

  private bindDeclared(principal: DesiredPrincipal): void {
    const key = principal.name.toLowerCase();
    const byId = this.index.groups.get(key);
    if (byId !== undefined) {
      this.accept(principal, byId);
      return;
    }
    const former = this.toMake.get(key)?.renamedFrom?.toLowerCase();
    const others = this.index.groupsByName.get(key) ?? this.index.groupsByName.get(former ?? "") ?? [];
    const owned = this.entriesByName.get(key) ?? this.entriesByName.get(former ?? "");
    if (owned !== undefined) this.bindOwned(principal, owned, others);
    else this.bindByName(principal, others);
  }

  private bindOwned(principal: DesiredPrincipal, owned: LedgerEntry, others: readonly ObservedGroup[]): void {
    const group = this.index.groups.get(owned.id);
    const [other] = others;
    if (group !== undefined) {
      // What the stack makes is called as the stack says.
      if (!isCalled(group, principal.name) && !this.toMake.has(principal.name.toLowerCase())) {
        if (other !== undefined && this.isKnownAnew(owned)) {
          this.bindByName(principal, others);
          return;
        }
        if (other === undefined) this.reportRenamed(principal, group);
        else this.reportTaken(principal, group, other);
      }
      this.accept(principal, group);
      return;
    }
    this.settleAbsent(owned);
    const absence = this.index.absent.get(owned.id)?.kind;
    const isReplaced = other !== undefined || this.toMake.has(principal.name.toLowerCase());
    if (absence === "purged" || (absence === "deleted" && isReplaced)) this.bindByName(principal, others);
  }

  /** Whether the file knows of the renaming: it has this group, which is there, under the present name. */
  private isKnownAnew(owned: LedgerEntry): boolean {
    const { declaredNames, entriesByName } = this;
    const nameOf = ({ id }: LedgerEntry): string | undefined => this.index.groups.get(id)?.displayName;
    return isDeclaredAnew(owned, { nameOf, declaredNames, entriesByName });
  }

  private bindByName(principal: DesiredPrincipal, candidates: readonly ObservedGroup[]): void {
    const [first] = candidates;
    if (first !== undefined && candidates.length === 1) {
      this.accept(principal, first);
      return;
    }
    const absence = this.index.absent.get(principal.name.toLowerCase());
    if (first === undefined && absence?.kind === "unreadable") {
      this.reportUnseen(principal.name, absence.reason, principal);
      this.absent.push({ kind: "unseen", name: principal.name });
      return;
    }
    const make = this.toMake.get(principal.name.toLowerCase());
    if (first === undefined && make !== undefined) {
      this.acceptNew(principal, make);
      return;
    }
    this.absent.push({ kind: "unknown", name: principal.name });
    const ids = candidates.map(describe).sort(byText);
    this.findings.add({
      code: first === undefined ? "group-unknown" : "group-ambiguous",
      severity: "error",
      key: principal.name,
      principal: principal.name,
      place: placeOf(principal),
      message: () =>
        first === undefined
          ? `The tenant has no group ${principal.name}.`
          : `${principal.name} is the name of ${ids.length} groups: ${ids.join("; ")}.`,
      remedy:
        first === undefined
          ? "Write the display name, mail nickname or object id of a group of this tenant."
          : "Write the object id of the group that is meant.",
    });
  }

  private accept(principal: DesiredPrincipal, group: ObservedGroup): void {
    const twin = this.bound.get(group.id);
    if (twin !== undefined) {
      this.findings.add({
        code: "group-twice",
        severity: "error",
        key: group.id,
        principal: principal.name,
        place: placeOf(principal),
        message: (names) => `${[twin.name, ...names].join(" and ")} are the same group (${describe(group)}).`,
        remedy: `Write ${twin.name} everywhere.`,
      });
      return;
    }
    this.handled.add(group.id);
    const owned = this.entries.find((entry) => entry.id === group.id);
    // Of a group whose members are not known nobody can tell who would lose something by it.
    if (group.members === undefined) {
      const absence = this.index.absent.get(group.id);
      this.reportUnseen(principal.name, reasonOf(absence), principal);
      this.absent.push({ kind: "unseen", name: principal.name, ...(owned !== undefined && { entry: owned }) });
      return;
    }
    const make = this.toMake.get(principal.name.toLowerCase());
    this.bound.set(group.id, {
      id: group.id,
      name: principal.name,
      group,
      declared: principal,
      ...(owned !== undefined && { owned }),
      ...(make !== undefined && { make }),
    });
  }

  /** A group that is not there yet: as it will be before anybody is in it. */
  private acceptNew(principal: DesiredPrincipal, make: GroupToMake): void {
    const id = this.made?.get(make.name.toLowerCase()) ?? idToBe(make.name);
    const { name } = principal;
    const group = { id, displayName: make.name, securityEnabled: true, licenses: [], members: [], nestedGroups: 0 };
    this.bound.set(id, { id, name, group, declared: principal, make, isNew: true });
  }

  private settleAbsent(entry: LedgerEntry): void {
    this.handled.add(entry.id);
    const absence = this.index.absent.get(entry.id);
    if (absence === undefined || absence.kind === "unreadable") {
      this.reportUnseen(entry.name, reasonOf(absence));
      this.absent.push({ kind: "unseen", name: entry.name, entry });
      return;
    }
    if (entry.gone === undefined) {
      this.findings.addRule({
        code: "group-gone",
        severity: "warning",
        key: entry.id,
        principal: entry.name,
        message: () => `The group ${entry.name} (id ${entry.id}) is no longer in the tenant.`,
        remedy: "Take the group out of the stack, or restore it within 30 days.",
      });
    }
    const left = goneEntry(entry, absence.kind === "notFound" ? "missing" : absence.kind, this.now);
    this.absent.push({ kind: "gone", name: entry.name, ...(left !== undefined && { entry: left }) });
  }

  private reportUnseen(name: string, reason: string, principal?: DesiredPrincipal): void {
    this.findings.add({
      code: "group-unreachable",
      severity: "warning",
      key: reason,
      principal: name,
      place: principal === undefined ? undefined : placeOf(principal),
      message: (names) =>
        `${count(names.length, "group")} could not be read (${reason}) and ${names.length === 1 ? "is" : "are"} ` +
        `left alone: ${names.join(", ")}.`,
      remedy:
        "Grant GroupMember.Read.All where it is missing: `npx m365-licenses doctor` says so. Where the application " +
        "has it, a restricted administrative unit may keep it out.",
    });
  }

  private reportRenamed(principal: DesiredPrincipal, group: ObservedGroup): void {
    this.findings.addRule({
      code: "group-renamed",
      severity: "warning",
      key: group.id,
      principal: principal.name,
      place: placeOf(principal),
      message: () => `The group ${principal.name} is now called ${group.displayName}; it is the same group.`,
      remedy: `Write ${group.displayName} instead of ${principal.name}.`,
    });
  }

  private reportTaken(principal: DesiredPrincipal, group: ObservedGroup, other: ObservedGroup): void {
    this.findings.add({
      code: "group-name-taken",
      severity: "error",
      key: principal.name,
      principal: principal.name,
      place: placeOf(principal),
      message: () =>
        `${principal.name} is the name of another group now, ${describe(other)}. This stack knows it as the name ` +
        `of ${describe(group)}.`,
      remedy: `Write the object id of the group that is meant, ${group.id} or ${other.id}.`,
    });
  }
}
