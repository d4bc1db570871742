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
interface Chain {
  readonly seen: Set<string>;
  emptyInRow: number;
  unreadableInRow: number;
}

interface Asked {
  readonly path: string;
  readonly answer: Promise<GetAnswer>;
}

/** Follows next links, as long as they lead on. */
export async function readPages(
  context: ReaderContext,
  first: Question,
  onPage: (entries: readonly WireObject[]) => void,
): Promise<ItemAnswer> {
  const askFor = (path: string): Asked => ({ path, answer: getWithRetries(context, { ...first, url: path }) });
  const chain: Chain = { seen: new Set([first.url]), emptyInRow: 0, unreadableInRow: 0 };
  let asked = askFor(first.url);
  for (;;) {
    const answer = await asked.answer;
    if (answer.kind !== "text") return answer;
    const prefetched = prefetch(context, chain, answer.http.text, askFor);
    const body = parseJson(answer.http.text);
    const value = isObject(body) ? body["value"] : undefined;
    if (!isObject(body) || !Array.isArray(value) || !value.every(isObject)) {
      chain.unreadableInRow += 1;
      if (chain.unreadableInRow > mostUnreadable) return broken(describeUnreadable(answer.http));
      asked = askFor(asked.path);
      continue;
    }
    onPage(value);
    const link = asText(body["@odata.nextLink"]);
    if (link === undefined) return { kind: "done", status: answer.http.status, body: {} };
    const path = context.http.pathOfLink(link);
    const trouble = takeStep(chain, path, value.length);
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
function takeStep(chain: Chain, path: string | undefined, entries: number): string | undefined {
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
