import type { AskedPeople, ObjectId, ObservedUser } from "../../terms/observed";
import type { ItemAnswer } from "../batches/batch";
import { explainGone } from "./explain-gone";
import { observeUser } from "./observe";
import { batchItems, chunk, filterTerms, inFilter, pageSize, query } from "../batches/odata";
import { failWhole } from "./fail-whole";
import type { Question } from "./question";
import { type ReadContext, userSelectWith, userUrl } from "./read-context";
import { type Snapshot, absenceKey, isAbsent, isNameKnown, isUserKnown, nameKey, rememberUser } from "./snapshot";
import { type WireObject, asObjects, isMissing } from "../batches/wire";
import { isGuid } from "../../text/guid";
import { byText } from "../../text/order";

/** Somebody of a list, who is not believed about by it where it may be older than a write. */
export function rememberListed(context: ReadContext, entry: WireObject): ObservedUser | undefined {
  const user = observeUser(entry, context.snapshot.attributes);
  if (user === undefined) return undefined;
  rememberUser(context.snapshot, user);
  if (context.single.has(user.id)) context.snapshot.stale.add(user.id);
  return user;
}

/**
 * Those asked for and not known yet: by id first, as most names are then known too. More than a batch is first looked
 * for by filters, 15 to a filter; only a GET of the person itself is believed about somebody being absent.
 */
export async function readUsers(
  context: ReadContext,
  names: readonly string[],
  ids: readonly ObjectId[],
): Promise<void> {
  const { snapshot } = context;
  const isOpen = (principal: string): boolean => !isAbsent(snapshot, "user", principal);
  const openIds = (): string[] => ids.filter((id) => !isUserKnown(snapshot, id) && isOpen(id));
  const openNames = (): string[] => names.filter((name) => !isNameKnown(snapshot, name) && isOpen(name));
  const byId = openIds();
  const inLists = byId.filter((id) => !context.single.has(id.toLowerCase()));
  if (inLists.length > batchItems) await readByFilters(context, [], inLists);
  await readOneByOne(context, userLookups(snapshot, [], inLists.length > batchItems ? openIds() : byId));
  const byName = openNames();
  if (byName.length > batchItems) await readByFilters(context, byName, []);
  await readOneByOne(context, userLookups(snapshot, byName.length > batchItems ? openNames() : byName, []));
}

/**
 * Reads by id whoever a list shows without something that the person is thought to hold: it may be an old list, and
 * what is not seen would not be taken back.
 */
export async function confirmHoldings(context: ReadContext): Promise<void> {
  const { snapshot, holdings } = context;
  const doubtful = [...holdings].filter(([id, skuIds]) => {
    const user = snapshot.users.get(id);
    if (user?.assignments === undefined || user.byId === true) return false;
    const { assignments } = user;
    return skuIds.some((skuId) => !assignments.some((way) => way.assignedByGroup === undefined && way.skuId === skuId));
  });
  const ids = doubtful.map(([id]) => id);
  await readOneByOne(context, userLookups(snapshot, [], ids));
}

export interface UserLookup {
  readonly lookup: string;
  readonly byId: boolean;
  readonly question: Question;
}

export function userLookups(
  { attributes }: Pick<Snapshot, "attributes">,
  names: readonly string[],
  ids: readonly ObjectId[],
): readonly UserLookup[] {
  const select = userSelectWith(attributes);
  const lookFor = (lookup: string, byId: boolean): UserLookup => ({
    lookup,
    byId,
    question: { url: userUrl(lookup, select) },
  });
  return [...names.map((name) => lookFor(name, isGuid(name))), ...ids.map((id) => lookFor(id, true))];
}

async function readByFilters(context: ReadContext, names: readonly string[], ids: readonly ObjectId[]): Promise<void> {
  const filters = [
    ...chunk(
      names.filter((name) => !isGuid(name)),
      filterTerms,
    ).map((some) => inFilter("userPrincipalName", some)),
    ...chunk(ids, filterTerms).map((some) => inFilter("id", some)),
  ];
  const select = userSelectWith(context.snapshot.attributes);
  const answers = await context.reader.ask(
    filters.map((filter): Question => ({ url: `/users?${select}&${query({ $filter: filter })}` })),
  );
  for (const answer of answers) {
    if (answer.kind !== "done") continue;
    for (const entry of asObjects(answer.body["value"])) {
      const user = observeUser(entry, context.snapshot.attributes);
      if (user !== undefined) rememberUser(context.snapshot, user);
    }
  }
}

async function readOneByOne(context: ReadContext, lookups: readonly UserLookup[]): Promise<void> {
  if (lookups.length === 0) return;
  await believeUsers(context, lookups, await context.reader.ask(lookups.map((one) => one.question)));
}

export async function believeUsers(
  context: ReadContext,
  lookups: readonly UserLookup[],
  answers: readonly ItemAnswer[],
): Promise<void> {
  const { snapshot } = context;
  const gone: string[] = [];
  for (const [index, { lookup, byId }] of lookups.entries()) {
    const answer = answers[index];
    const key = absenceKey("user", lookup);
    if (answer?.kind === "done") {
      const user = observeUser(answer.body, snapshot.attributes);
      const reason = user === undefined ? "Graph answered without the person's id or name" : doubt(user, lookup, byId);
      if (user === undefined || reason !== undefined) {
        snapshot.absent.set(key, { kind: "unreadable", lookup, reason: reason ?? "" });
        continue;
      }
      rememberUser(snapshot, { ...user, byId: true });
      snapshot.userIdByName.set(nameKey(lookup), user.id);
    } else if (answer?.kind === "refused" && isMissing(answer.error)) {
      if (byId) snapshot.users.delete(lookup.toLowerCase());
      if (byId) gone.push(lookup);
      else snapshot.absent.set(key, { kind: "notFound", lookup });
    } else {
      snapshot.absent.set(key, { kind: "unreadable", lookup, reason: answer?.error.message ?? "no answer" });
    }
  }
  await explainGone(context, "user", gone);
}

/** Why this is not the person that was asked for; undefined where it is. */
function doubt(user: ObservedUser, lookup: string, byId: boolean): string | undefined {
  const found = byId ? user.id : nameKey(user.userPrincipalName);
  return found === nameKey(lookup) ? undefined : `Graph answered with somebody else, ${user.userPrincipalName}`;
}

type Asked = AskedPeople["filters"][number];

/** Filters whose pages are read side by side; each chain follows its own next links. */
const sideBySide = 4;

/**
 * Whom each of these filters finds, with their licences. Nothing less than the whole answer is one: pages that break
 * off fail the reading. What Graph does not take is told with its own words.
 */
export async function readFilters(context: ReadContext, filters: readonly Asked[]): Promise<void> {
  const queue = [...filters];
  const work = async (): Promise<void> => {
    for (let asked = queue.shift(); asked !== undefined; asked = queue.shift()) await readFilter(context, asked);
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, queue.length) }, work));
}

async function readFilter(context: ReadContext, asked: Asked): Promise<void> {
  const { reader, snapshot } = context;
  const { where } = asked;
  const people = new Set<ObjectId>();
  let unreadable = 0;
  const answer = await reader.readPages(questionOf(asked, snapshot.attributes), (entries) => {
    for (const entry of entries) {
      const id = rememberListed(context, entry)?.id;
      if (id === undefined) unreadable += 1;
      else people.add(id);
    }
  });
  if (answer.kind === "refused" && (answer.error.status === 400 || answer.error.status === 501)) {
    snapshot.answers.set(where, { kind: "refused", where, message: answer.error.message });
    return;
  }
  if (answer.kind !== "done") throw failWhole(`Reading whom the filter \`${where}\` finds`, answer.error);
  if (unreadable > 0) {
    const message = `it left out who ${unreadable} of them are`;
    snapshot.answers.set(where, { kind: "refused", where, message });
    return;
  }
  snapshot.answers.set(where, { kind: "found", where, people: [...people].sort(byText) });
}

/** Microsoft: "Advanced query capabilities on Microsoft Entra ID objects". */
function questionOf({ where, advanced }: Asked, attributes: readonly string[]): Question {
  const url = `/users?${userSelectWith(attributes)}&${query({ $filter: where, $top: pageSize })}`;
  if (!advanced) return { url };
  return { url: `${url}&${query({ $count: "true" })}`, headers: { ConsistencyLevel: "eventual" } };
}
