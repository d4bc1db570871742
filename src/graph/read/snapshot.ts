import type {
  Absence,
  FilterAnswer,
  Observed,
  ObservedGroup,
  ObservedSku,
  ObservedUser,
  ObjectId,
  ReadRequest,
  AskedPeople,
} from "../../terms/observed";
import { byText } from "../../text/order";

/** What this process knows of the tenant. Refresh, check and update of one process ask for nearly the same people. */
export interface Snapshot {
  tenant: Observed["tenant"] | undefined;
  skus: readonly ObservedSku[] | undefined;
  readonly users: Map<ObjectId, ObservedUser>;
  /** Lower-case name as asked for → object id. A renamed person has several. */
  readonly userIdByName: Map<string, ObjectId>;
  readonly groups: Map<ObjectId, ObservedGroup>;
  readonly groupIdsByName: Map<string, readonly ObjectId[]>;
  /** By `kind:lookup`. */
  readonly absent: Map<string, Absence>;
  /**
   * People that were written, or gain or lose through a group that was, or of whom lists are not believed for another
   * reason: asked for again by the next read.
   */
  readonly stale: Set<ObjectId>;
  /** The same, for the life of the process: lists and filters may show them as they were for some time. */
  readonly written: Set<ObjectId>;
  wholeTenant: boolean;
  /** By filter. */
  readonly answers: Map<string, FilterAnswer>;
  userCount: number | undefined;
  /** What is read of people beside their licences; sorted. */
  attributes: readonly string[];
}

export function createSnapshot(): Snapshot {
  return {
    tenant: undefined,
    skus: undefined,
    users: new Map(),
    userIdByName: new Map(),
    groups: new Map(),
    groupIdsByName: new Map(),
    absent: new Map(),
    stale: new Set(),
    written: new Set(),
    wholeTenant: false,
    answers: new Map(),
    userCount: undefined,
    attributes: [],
  };
}

/** Whatever `nameKey` might change. */
const unsettled = /[A-Z\u0080-\uffff]/;

/** Names are compared as Graph compares them: without regard to case. */
export function nameKey(name: string): string {
  // The very string where nothing changes: its hash is known already, and a large tenant is looked up many times.
  return unsettled.test(name) ? name.normalize("NFC").toLowerCase() : name;
}

export function absenceKey(principal: "user" | "group", lookup: string): string {
  return `${principal}:${nameKey(lookup)}`;
}

export function isAbsent(snapshot: Snapshot, principal: "user" | "group", lookup: string): boolean {
  return snapshot.absent.size > 0 && snapshot.absent.has(absenceKey(principal, lookup));
}

export function rememberUser(snapshot: Snapshot, user: ObservedUser): void {
  // A list may be older than what the person itself has said.
  const known = user.byId === true || snapshot.stale.has(user.id) ? undefined : snapshot.users.get(user.id);
  snapshot.users.set(user.id, known?.byId === true ? known : user);
  snapshot.stale.delete(user.id);
  snapshot.userIdByName.set(nameKey(user.userPrincipalName), user.id);
}

/** What was written is no longer as it was read; nor do lists show it so before long. */
export function markWritten(snapshot: Snapshot, principal: "user" | "group", id: ObjectId): void {
  const people = principal === "user" ? [id] : (snapshot.groups.get(id)?.members ?? []);
  for (const person of people) {
    snapshot.written.add(person);
    if (snapshot.users.has(person)) snapshot.stale.add(person);
  }
  if (principal === "group") snapshot.groups.delete(id);
}

export function isNameKnown(snapshot: Snapshot, name: string): boolean {
  const id = snapshot.userIdByName.get(nameKey(name));
  return id !== undefined && snapshot.users.has(id) && !snapshot.stale.has(id);
}

export function isUserKnown(snapshot: Snapshot, id: ObjectId): boolean {
  const key = id.toLowerCase();
  return snapshot.users.has(key) && !snapshot.stale.has(key);
}

/** Whether somebody was read by id, with all of these attributes. */
export function isKnownInPerson({ users }: Snapshot, id: ObjectId, attributes: readonly string[] = []): boolean {
  const user = users.get(id);
  return user?.byId === true && attributes.every((name) => Object.hasOwn(user.attributes ?? {}, name));
}

/** The part of a request that the snapshot does not answer yet. */
export function findUnknown(snapshot: Snapshot, request: ReadRequest): ReadRequest {
  const isUnknown = (principal: "user" | "group", lookup: string, known: boolean): boolean =>
    !known && !isAbsent(snapshot, principal, lookup);
  const hasMembers = (id: ObjectId): boolean => snapshot.groups.get(id)?.members !== undefined;
  const wasNameKnown = (name: string): boolean => {
    const id = snapshot.userIdByName.get(nameKey(name));
    return id !== undefined && (snapshot.users.has(id) || snapshot.stale.has(id));
  };
  return {
    userNames: unique(request.userNames, nameKey).filter((name) => isUnknown("user", name, wasNameKnown(name))),
    // Stale people are asked for by id, whatever the request: they may be members of its groups, or part of everybody.
    userIds: unique([...request.userIds, ...snapshot.stale], nameKey).filter((id) =>
      isUnknown("user", id, isUserKnown(snapshot, id)),
    ),
    groupNames: unique(request.groupNames, nameKey).filter((name) =>
      isUnknown("group", name, snapshot.groupIdsByName.get(nameKey(name))?.every(hasMembers) === true),
    ),
    groupIds: unique(request.groupIds, nameKey).filter((id) => isUnknown("group", id, hasMembers(id.toLowerCase()))),
    wholeTenant: request.wholeTenant && !snapshot.wholeTenant,
    ...(request.asked === undefined ? {} : { asked: findUnasked(snapshot, request.asked) }),
  };
}

function findUnasked({ answers }: Snapshot, asked: AskedPeople): AskedPeople {
  return { ...asked, filters: asked.filters.filter(({ where }) => !answers.has(where)) };
}

/** Ids of groups whose members count together with those of groups within them, and are not known. */
export function findUnnested({ groups, groupIdsByName }: Snapshot, nested: readonly string[]): readonly ObjectId[] {
  const ids = nested.flatMap((name) => groupIdsByName.get(nameKey(name)) ?? name.toLowerCase());
  return [...new Set(ids)].filter(
    (id) => groups.get(id)?.members !== undefined && groups.get(id)?.everybody === undefined,
  );
}

/** The answer to a request that the snapshot knows. Sorted by id: the same tenant gives the same value. */
export function select(snapshot: Snapshot, request: ReadRequest): Observed {
  if (snapshot.tenant === undefined) throw new Error("a snapshot was used before the tenant was read");
  const users = new Map<ObjectId, ObservedUser>();
  const groups = new Map<ObjectId, ObservedGroup>();
  const absent = new Map<string, Absence>();
  const addUser = (id: ObjectId | undefined): void => {
    const user = id === undefined ? undefined : snapshot.users.get(id);
    if (user !== undefined) users.set(user.id, user);
  };
  const addAbsence = (principal: "user" | "group", lookup: string): void => {
    if (snapshot.absent.size === 0) return;
    const absence = snapshot.absent.get(absenceKey(principal, lookup));
    if (absence !== undefined) absent.set(absenceKey(principal, lookup), { ...absence, lookup });
  };
  const addGroup = (id: ObjectId): void => {
    const group = snapshot.groups.get(id);
    if (group !== undefined) groups.set(group.id, group);
  };
  for (const name of request.userNames) {
    if (!snapshot.wholeTenant) addUser(snapshot.userIdByName.get(nameKey(name)));
    addAbsence("user", name);
  }
  for (const id of request.userIds) {
    if (!snapshot.wholeTenant) addUser(id.toLowerCase());
    addAbsence("user", id);
  }
  for (const name of request.groupNames) {
    snapshot.groupIdsByName.get(nameKey(name))?.forEach(addGroup);
    addAbsence("group", name);
  }
  for (const id of request.groupIds) {
    addGroup(id.toLowerCase());
    addAbsence("group", id);
  }
  for (const group of groups.values()) {
    for (const member of group.everybody ?? group.members ?? []) {
      if (!snapshot.wholeTenant) addUser(member);
      addAbsence("user", member);
    }
  }
  const answers = (request.asked?.filters ?? []).flatMap(({ where }) => snapshot.answers.get(where) ?? []);
  for (const answer of answers) if (answer.kind === "found" && !snapshot.wholeTenant) answer.people.forEach(addUser);
  const everybody = snapshot.wholeTenant ? snapshot.users : users;
  return {
    tenant: snapshot.tenant,
    skus: snapshot.skus ?? [],
    users: [...everybody.values()].sort((a, b) => byText(a.id, b.id)),
    groups: [...groups.values()].sort((a, b) => byText(a.id, b.id)),
    absent: [...absent.values()].sort((a, b) => byText(a.lookup, b.lookup)),
    wholeTenant: snapshot.wholeTenant,
    ...(request.asked === undefined ? {} : { answers }),
    ...(request.asked === undefined || snapshot.userCount === undefined ? {} : { userCount: snapshot.userCount }),
  };
}

function unique(values: readonly string[], key: (value: string) => string): readonly string[] {
  // What is in order and written as its key is, as a stack's people and those of its ledger are, has nothing twice.
  if (values.every((value, index) => key(value) === value && (index === 0 || value > (values[index - 1] ?? ""))))
    return values;
  const byKey = new Map<string, string>();
  for (const value of values) byKey.set(key(value), value);
  return [...byKey.values()];
}
