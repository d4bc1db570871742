import type { ObjectId } from "../../terms/observed";
import type { ItemAnswer } from "../batches/batch";
import { explainGone } from "./explain-gone";
import { observeUser } from "./observe";
import { batchItems, chunk, filterTerms, inFilter, isGuid, pageSize, query } from "../batches/odata";
import { type Question, failWhole } from "./reader";
import { type ReadParts, userSelect, userUrl } from "./read-parts";
import { absenceKey, isAbsent, isNameKnown, isUserKnown, nameKey, rememberUser } from "./snapshot";
import { asObjects } from "../batches/wire";

/**
 * All people of the tenant, in pages. Lists lag behind: somebody who is missing here is asked for by name before he
 * counts as missing.
 */
export async function readEverybody(parts: ReadParts): Promise<void> {
  const answer = await parts.reader.readPages(
    { url: `/users?${userSelect}&${query({ $top: pageSize })}` },
    (entries) => {
      for (const entry of entries) {
        const user = observeUser(entry);
        if (user === undefined) continue;
        rememberUser(parts.snapshot, user);
        if (parts.single.has(user.id)) parts.snapshot.stale.add(user.id);
      }
    },
  );
  if (answer.kind !== "done") throw failWhole("Reading the people of the tenant", answer.error);
  parts.snapshot.wholeTenant = true;
  await readUsers(parts, [], [...parts.snapshot.stale]);
}

/**
 * Those asked for and not known yet: by id first, as most names are then known too. More than a batch is first looked
 * for by filters, 15 to a filter; only a GET of the person itself is believed about somebody being absent.
 */
export async function readUsers(parts: ReadParts, names: readonly string[], ids: readonly ObjectId[]): Promise<void> {
  const { snapshot } = parts;
  const isOpen = (principal: string): boolean => !isAbsent(snapshot, "user", principal);
  const openIds = (): string[] => ids.filter((id) => !isUserKnown(snapshot, id) && isOpen(id));
  const openNames = (): string[] => names.filter((name) => !isNameKnown(snapshot, name) && isOpen(name));
  const inLists = openIds().filter((id) => !parts.single.has(id.toLowerCase()));
  if (inLists.length > batchItems) await readByFilters(parts, [], inLists);
  await readOneByOne(parts, userLookups([], openIds()));
  const open = openNames();
  if (open.length > batchItems) await readByFilters(parts, open, []);
  await readOneByOne(parts, userLookups(open.length > batchItems ? openNames() : open, []));
}

export interface UserLookup {
  readonly lookup: string;
  readonly byId: boolean;
  readonly question: Question;
}

export function userLookups(names: readonly string[], ids: readonly ObjectId[]): readonly UserLookup[] {
  return [
    ...names.map((lookup) => ({ lookup, byId: isGuid(lookup) })),
    ...ids.map((lookup) => ({ lookup, byId: true })),
  ].map((one) => ({ ...one, question: { url: userUrl(one.lookup) } }));
}

async function readByFilters(parts: ReadParts, names: readonly string[], ids: readonly ObjectId[]): Promise<void> {
  const filters = [
    ...chunk(
      names.filter((name) => !isGuid(name)),
      filterTerms,
    ).map((some) => inFilter("userPrincipalName", some)),
    ...chunk(ids, filterTerms).map((some) => inFilter("id", some)),
  ];
  const answers = await parts.reader.ask(
    filters.map((filter): Question => ({ url: `/users?${userSelect}&${query({ $filter: filter })}` })),
  );
  for (const answer of answers) {
    if (answer.kind !== "done") continue;
    for (const entry of asObjects(answer.body["value"])) {
      const user = observeUser(entry);
      if (user !== undefined) rememberUser(parts.snapshot, user);
    }
  }
}

async function readOneByOne(parts: ReadParts, lookups: readonly UserLookup[]): Promise<void> {
  if (lookups.length === 0) return;
  await believeUsers(parts, lookups, await parts.reader.ask(lookups.map((one) => one.question)));
}

export async function believeUsers(
  parts: ReadParts,
  lookups: readonly UserLookup[],
  answers: readonly ItemAnswer[],
): Promise<void> {
  const { snapshot } = parts;
  const gone: string[] = [];
  for (const [index, { lookup, byId }] of lookups.entries()) {
    const answer = answers[index];
    const key = absenceKey("user", lookup);
    if (answer?.kind === "done") {
      const user = observeUser(answer.body);
      if (user === undefined) {
        snapshot.absent.set(key, {
          kind: "unreadable",
          lookup,
          reason: "Graph answered without the person's id or name",
        });
        continue;
      }
      rememberUser(snapshot, user);
      snapshot.userIdByName.set(nameKey(lookup), user.id);
    } else if (answer?.error.status === 404) {
      if (byId) snapshot.users.delete(lookup.toLowerCase());
      if (byId) gone.push(lookup);
      else snapshot.absent.set(key, { kind: "notFound", lookup });
    } else {
      snapshot.absent.set(key, { kind: "unreadable", lookup, reason: answer?.error.message ?? "no answer" });
    }
  }
  await explainGone(parts, "user", gone);
}
