import type { ItemAnswer } from "../batches/batch";
import { type WireObject, asText, isObject, noAnswer, parseJson } from "../batches/wire";
import { describeUnreadable } from "../batches/unreadable";
import { type GetAnswer, getWithRetries } from "./get";
import type { Question, ReaderContext } from "./question";

/** Pages of 999: more people than any tenant that this is for. */
const mostPages = 5_000;
/** Graph sends an empty page now and then. */
const mostEmptyPages = 100;
/** Times that one page is asked for again because it came cut off. */
const mostUnreadable = 3;

/** Where a chain of pages has come to. */
export interface Chain {
  readonly seen: Set<string>;
  emptyInRow: number;
  unreadableInRow: number;
}

export interface Page {
  readonly entries: readonly WireObject[];
  readonly nextLink: string | undefined;
}

interface Asked {
  readonly path: string;
  readonly answer: Promise<GetAnswer>;
}

export function beginChain(path: string): Chain {
  return { seen: new Set([path]), emptyInRow: 0, unreadableInRow: 0 };
}

/** Undefined where this is no page, or not wholly. */
export function readPage(text: string): Page | undefined {
  const body = parseJson(text);
  const value = isObject(body) ? body["value"] : undefined;
  if (!isObject(body) || !Array.isArray(value) || !value.every(isObject)) return undefined;
  return { entries: value, nextLink: asText(body["@odata.nextLink"]) };
}

/** Whether a page that came cut off is asked for once more. */
export function mayAskAgain(chain: Chain): boolean {
  chain.unreadableInRow += 1;
  return chain.unreadableInRow <= mostUnreadable;
}

/**
 * Follows next links, as long as they lead on. Where `isEnough` says so of the first page, the rest is left to whoever
 * asked: then nothing is asked for in advance before it was.
 */
export async function readPages(
  context: ReaderContext,
  first: Question,
  onPage: (entries: readonly WireObject[]) => void,
  isEnough?: () => boolean,
): Promise<ItemAnswer> {
  const askFor = (path: string): Asked => ({ path, answer: getWithRetries(context, { ...first, url: path }) });
  const chain = beginChain(first.url);
  let asked = askFor(first.url);
  for (;;) {
    const answer = await asked.answer;
    if (answer.kind !== "text") return answer;
    const isUndecided = isEnough !== undefined && chain.seen.size === 1;
    const prefetched = isUndecided ? undefined : prefetch(context, chain, answer.http.text, askFor);
    const page = readPage(answer.http.text);
    if (page === undefined) {
      if (!mayAskAgain(chain)) return broken(describeUnreadable(answer.http));
      asked = askFor(asked.path);
      continue;
    }
    onPage(page.entries);
    const link = page.nextLink;
    if (link === undefined || (isUndecided && isEnough()))
      return { kind: "done", status: answer.http.status, body: {} };
    const path = context.http.pathOfLink(link);
    const trouble = takeStep(chain, path, page.entries.length);
    if (path === undefined || trouble !== undefined) return broken(trouble ?? "");
    asked = prefetched?.path === path ? prefetched : askFor(path);
  }
}

/** Looked for in the text, so that the request for the next page leaves before this one is parsed. */
function prefetch(
  context: ReaderContext,
  { seen }: Chain,
  text: string,
  askFor: (path: string) => Asked,
): Asked | undefined {
  const link = peekNextLink(text);
  const path = link === undefined ? undefined : context.http.pathOfLink(link);
  if (path === undefined || seen.has(path)) return undefined;
  const asked = askFor(path);
  asked.answer.catch(() => undefined);
  return asked;
}

/** Why the chain ends here; undefined where it leads on. */
export function takeStep(chain: Chain, path: string | undefined, entries: number): string | undefined {
  chain.unreadableInRow = 0;
  chain.emptyInRow = entries === 0 ? chain.emptyInRow + 1 : 0;
  if (path === undefined) return "Graph's next link leads to another host; it was not followed.";
  if (chain.seen.has(path)) return "Graph's next link leads back to a page that was read already.";
  if (chain.emptyInRow > mostEmptyPages) return `Graph sent ${chain.emptyInRow} empty pages in a row.`;
  if (chain.seen.size >= mostPages) return `Graph's next links did not end after ${mostPages} pages.`;
  chain.seen.add(path);
  return undefined;
}

/**
 * Graph writes the link before the entries. An apostrophe of JSON inside a value is escaped, so this cannot be met
 * inside one.
 */
function peekNextLink(text: string): string | undefined {
  const found = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text.slice(0, 4096));
  const link = found?.[1] === undefined ? undefined : parseJson(found[1]);
  return typeof link === "string" ? link : undefined;
}

function broken(message: string): ItemAnswer {
  return { kind: "unknown", error: noAnswer(message) };
}
