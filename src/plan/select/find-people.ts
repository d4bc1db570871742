import type { Filter } from "../../filter/filter";
import { attributesOf, matchesFilter, whyNot } from "../../filter/match-filter";
import type { PeopleQuestion } from "../../terms/desired";
import type { Place } from "../../terms/place";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId, ObservedUser } from "../../terms/observed";
import { knownFilter } from "../basis/known-filter";
import type { Left } from "../basis/plan-input";
import type { TenantIndex } from "../basis/tenant-index";
import { isWrittenLately } from "../ledger/absence";

/** What cannot be answered, and why: nothing is concluded from it. */
export interface Unanswered {
  readonly kind: "filter" | "group";
  readonly what: string;
  readonly why: string;
  readonly place?: Place;
}

/** Whom the tenant names for one question. */
export interface Found {
  /** Whoever gets what the assignment gives. */
  readonly people: ReadonlySet<ObjectId>;
  /** Of them, those whom the answer leaves out and who match all the same. */
  readonly lagging: readonly ObjectId[];
  /** Who owns something of it, and is meant no more as far as a list shows it. */
  readonly doubtful: readonly ObjectId[];
  readonly left: ReadonlyMap<ObjectId, Left>;
  /** Whom the answer names, before anybody is left out of it. */
  readonly named: number;
}

/** What is known beside the tenant. */
export interface Standing {
  readonly index: TenantIndex;
  /** Of whom the ledger owns something that the assignment gives. */
  readonly owners: readonly LedgerEntry[];
  /** Names in lower case of who is left alone by `protected` and `release`, and ids. */
  readonly untouched: ReadonlySet<string>;
  /** The run before has asked the same. */
  readonly once: boolean;
  readonly now?: string;
}

/**
 * Finds the people of a question. Whoever the answer names is meant; lists of Graph lag behind, and so whoever it
 * leaves out although something of the assignment is theirs is asked themselves: by id, whether their attributes match.
 * Members of a group have nothing by which to tell, so that nobody counts as having left it within an hour after this
 * stack has written to them.
 */
export function findPeople(question: PeopleQuestion, standing: Standing): Found | Unanswered {
  const { index, owners, untouched } = standing;
  const answer = answerOf(question, index);
  if ("kind" in answer) return answer;
  const leftOut = exceptionOf(question);
  const isUntouched = ({ id, userPrincipalName }: ObservedUser): boolean =>
    untouched.size > 0 && (untouched.has(id) || untouched.has(userPrincipalName.toLowerCase()));
  const people = new Set<ObjectId>();
  for (const id of answer) {
    const user = index.users.get(id);
    if (user === undefined || isUntouched(user)) continue;
    if (leftOut(user) === undefined) people.add(id);
  }
  const lagging: ObjectId[] = [];
  const doubtful: ObjectId[] = [];
  const left = new Map<ObjectId, Left>();
  const filter = question.where === undefined ? undefined : knownFilter(question.where);
  const skus = new Set(question.licenses.map(({ sku }) => sku.toUpperCase()));
  for (const entry of owners) {
    if (people.has(entry.id) || untouched.has(entry.id)) continue;
    const user = index.users.get(entry.id);
    if (user === undefined) continue;
    const verdict = judge({ ...question, filter }, entry, user, leftOut(user), standing);
    if (verdict.kind === "meant") {
      people.add(entry.id);
      lagging.push(entry.id);
      continue;
    }
    if (user.byId !== true) doubtful.push(entry.id);
    const { assignment, place } = question;
    left.set(entry.id, { assignment, skus, why: verdict.why, ...(place !== undefined && { place }) });
  }
  return { people, lagging, doubtful, left, named: answer.size };
}

type Verdict = { readonly kind: "meant" } | { readonly kind: "left"; readonly why: string };

/** Of somebody whom the answer leaves out, and who has something of the assignment. */
function judge(
  { filter, membersOf = [] }: Pick<PeopleQuestion, "membersOf"> & { readonly filter: Filter | undefined },
  entry: LedgerEntry,
  { attributes = {}, byId }: ObservedUser,
  exception: string | undefined,
  { once, now }: Standing,
): Verdict {
  if (exception !== undefined) return { kind: "left", why: exception };
  const whys: string[] = [];
  if (filter !== undefined) {
    const matches = matchesFilter(filter, attributes);
    if (matches === true || (matches === undefined && byId === true)) return { kind: "meant" };
    whys.push(matches === undefined ? `${attributesOf(filter).join(", ")} not read` : whyNot(filter, attributes, once));
  }
  if (membersOf.length > 0) {
    if (once && now !== undefined && isWrittenLately(entry, now)) return { kind: "meant" };
    whys.push(`${once ? "no longer a member" : "no member"} of ${membersOf.map(({ group }) => group).join(", ")}`);
  }
  return { kind: "left", why: whys.join("; ") };
}

/** Ids of whom the tenant names. */
function answerOf(
  { where, membersOf = [], place }: PeopleQuestion,
  index: TenantIndex,
): ReadonlySet<ObjectId> | Unanswered {
  const people = new Set<ObjectId>();
  const at = place === undefined ? {} : { place };
  if (where !== undefined) {
    const answer = index.observed.answers?.find((one) => one.where === where);
    if (answer?.kind !== "found")
      return { kind: "filter", what: where, why: answer?.message ?? "it was not asked for", ...at };
    for (const id of answer.people) people.add(id);
  }
  for (const { group: name, nested, place: groupPlace } of membersOf) {
    const here = groupPlace === undefined ? at : { place: groupPlace };
    const byId = index.groups.get(name.toLowerCase());
    const groups = byId === undefined ? (index.groupsByName.get(name.toLowerCase()) ?? []) : [byId];
    const [group] = groups;
    const absence =
      index.absent.get(name.toLowerCase()) ?? (group === undefined ? undefined : index.absent.get(group.id));
    const members = nested === true ? group?.everybody : group?.members;
    if (groups.length > 1)
      return { kind: "group", what: name, why: `${groups.length} groups of the tenant are called so`, ...here };
    if (members === undefined) return { kind: "group", what: name, why: whyAbsent(absence?.kind, absence), ...here };
    for (const id of members) people.add(id);
  }
  return people;
}

function whyAbsent(kind: string | undefined, absence: object | undefined): string {
  if (absence !== undefined && "reason" in absence) return String(absence.reason);
  if (kind === "deleted" || kind === "purged") return "it was deleted";
  return kind === "notFound" ? "the tenant has no such group" : "its members could not be read";
}

/** Why somebody is left out all the same, or nothing. */
function exceptionOf({ except }: PeopleQuestion): (user: ObservedUser) => string | undefined {
  if (except === undefined) return () => undefined;
  const names = new Set(except.names.map((name) => name.toLowerCase()));
  const filters = except.where.map((text) => ({ text, filter: knownFilter(text) }));
  return ({ userPrincipalName, attributes = {} }) => {
    if (names.has(userPrincipalName.toLowerCase())) return "left out by name";
    const found = filters.find(({ filter }) => matchesFilter(filter, attributes) === true);
    return found === undefined ? undefined : `left out by \`${found.text}\``;
  };
}
