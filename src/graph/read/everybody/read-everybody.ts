import type { ItemAnswer } from "../../batches/batch";
import { pageSize, query } from "../../batches/odata";
import type { WireObject } from "../../batches/wire";
import { failWhole } from "../fail-whole";
import { type ReadContext, userSelectWith } from "../read-context";
import { readUsers, rememberListed } from "../read-users";
import { filterOf } from "./bounds";
import { isWorthParts, pagesAtOnce } from "./choose-way";
import { countPeople, findParts } from "./find-parts";

function pathOf({ snapshot: { attributes } }: ReadContext): string {
  return `/users?${userSelectWith(attributes)}&${query({ $top: pageSize })}`;
}

/**
 * All people of the tenant, in pages. Lists lag behind: somebody who is missing here is asked for by name before he
 * counts as missing.
 *
 * Pages follow each other, so where one takes long and there are many, the rest is read in parts side by side. Parts
 * that do not add up to the count of the tenant are not believed to be everybody: then it is one chain of pages after
 * all. `total` is a count that was asked for just now, if there is one; it lags, and costs at most that chain.
 */
export async function readEverybody(context: ReadContext, total: number | undefined): Promise<void> {
  const seen = new Everybody(context);
  const { reader, snapshot, log } = context;
  const isEnough = (): boolean =>
    total !== undefined && isWorthParts(Math.ceil(total / pageSize) - 1, reader.latency());
  const first = await seen.readChain(isEnough);
  if (first.kind !== "done") throw failWhole("Reading the people of the tenant", first.error);
  if (seen.isCutShort && total !== undefined) {
    const why = await readInParts(context, seen, total);
    if (why !== undefined) {
      log(`reading parts side by side: ${why}; reading one page after the other`);
      const answer = await seen.readChain();
      if (answer.kind !== "done") throw failWhole("Reading the people of the tenant", answer.error);
    }
  }
  snapshot.wholeTenant = true;
  await readUsers(context, [], [...snapshot.stale]);
}

/** Why what was read is not believed to be everybody; undefined where it is. */
async function readInParts(context: ReadContext, seen: Everybody, total: number): Promise<string | undefined> {
  const { reader, log } = context;
  const parts = await findParts(reader, total, seen.names());
  if (typeof parts === "string") return parts;
  const pages = Math.ceil(total / pageSize);
  log(`a page took ${Math.round(reader.latency())} ms: reading ${parts.length} parts, ${pagesAtOnce} side by side`);
  const answer = await reader.readChains({
    paths: parts.map((part) => `${pathOf(context)}&${query({ $filter: filterOf(part) })}`),
    atOnce: pagesAtOnce,
    mostPages: 2 * pages + parts.length,
    onPage: (entries) => seen.take(entries),
  });
  if (answer.kind !== "done") return answer.error.message;
  if (seen.count() >= total) return undefined;
  // Whoever was deleted meanwhile is missed by nobody.
  const now = await countPeople(reader);
  const least = Math.min(total, now ?? total);
  return seen.count() >= least ? undefined : `${seen.count()} people of ${least}`;
}

/** What was read of everybody so far, in whatever order and however often. */
class Everybody {
  readonly #context: ReadContext;
  /** Known before, and not among those read. */
  readonly #others: Set<string>;
  isCutShort = false;

  constructor(context: ReadContext) {
    this.#context = context;
    this.#others = new Set(context.snapshot.users.keys());
  }

  async readChain(isEnough?: () => boolean): Promise<ItemAnswer> {
    const { reader } = this.#context;
    const judge = isEnough === undefined ? undefined : (): boolean => (this.isCutShort = isEnough());
    return reader.readPages({ url: pathOf(this.#context) }, (entries) => this.take(entries), judge);
  }

  take(entries: readonly WireObject[]): void {
    for (const entry of entries) {
      const user = rememberListed(this.#context, entry);
      if (user !== undefined) this.#others.delete(user.id);
    }
  }

  names(): readonly string[] {
    return [...this.#context.snapshot.users.values()].map((user) => user.userPrincipalName);
  }

  count(): number {
    return this.#context.snapshot.users.size - this.#others.size;
  }
}
