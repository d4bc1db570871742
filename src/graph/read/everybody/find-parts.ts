import type { User } from "@microsoft/microsoft-graph-types";
import type { ItemAnswer } from "../../batches/batch";
import { batchItems, pageSize, propertiesOf, query } from "../../batches/odata";
import type { Question } from "../question";
import type { Reader } from "../reader";
import { type Mark, type Part, boundsOfSample, boundsWithin, inOrder, isUpTo, partsOf } from "./bounds";
import { pagesAtOnce } from "./choose-way";

/** Two a chain, so that none is left with the last one. */
const wantedParts = 2 * pagesAtOnce;
/** Of its pages, how full a part should be: one person more than a page is another page. */
const fullness = 0.95;
/** Of what a part should hold, what it may hold before it is parted further. */
const tolerance = 1.3;
const mostRounds = 9;

/**
 * Parts of about the same size, by counts: names that part those who are known already, and where these are not like
 * everybody, names in between. Or why there are none.
 */
export async function findParts(
  reader: Reader,
  total: number,
  known: readonly string[],
): Promise<readonly Part[] | string> {
  const pagesOfPart = Math.max(1, Math.floor(total / wantedParts / pageSize));
  const most = pagesOfPart * pageSize;
  const wantedBounds = Math.ceil(total / (most * fullness));
  /** Counts for a third of the requests that pages take, so that both are less than twice as many. */
  let questions = Math.max(1, Math.floor(total / pageSize / 3)) * batchItems;
  let marks: readonly Mark[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const wanted = round === 0 ? boundsOfSample(known, wantedBounds) : boundsWithin(marks, total, most * tolerance);
    const names = wanted.slice(0, questions);
    if (names.length === 0) break;
    questions -= names.length;
    const counted = await countUpTo(reader, names);
    if (typeof counted === "string") return counted;
    marks = inOrder([...marks, ...counted]);
  }
  const parts = partsOf(marks, total, most);
  const largest = parts[0]?.people ?? total;
  return largest > total / 2 ? `one part would hold ${largest} of ${total} people` : parts;
}

/** The people of the tenant, by a count; undefined where Graph does not tell. */
export async function countPeople(reader: Reader): Promise<number | undefined> {
  const [answer] = await reader.ask([userCount]);
  return countOf(answer);
}

/** The count of a list is an advanced query; a page of one keeps the answer small. */
export const userCount: Question = countWhere(undefined);

/** Undefined where it is not there: no count is not nobody. */
export function countOf(answer: ItemAnswer | undefined): number | undefined {
  const count = answer?.kind === "done" ? answer.body["@odata.count"] : undefined;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? count : undefined;
}

async function countUpTo(reader: Reader, names: readonly string[]): Promise<readonly Mark[] | string> {
  const answers = await reader.ask(names.map((name) => countWhere(isUpTo(name))));
  const refused = answers.find((answer) => answer.kind !== "done");
  if (refused?.kind === "refused" || refused?.kind === "unknown") return refused.error.message;
  const counts = answers.map(countOf);
  if (counts.some((count) => count === undefined)) return "Graph did not count people up to a name";
  return names.map((name, index) => ({ name, upTo: counts[index] ?? 0 }));
}

function countWhere(filter: string | undefined): Question {
  const options = { $select: propertiesOf<User>("id"), $top: 1, $count: "true" };
  return {
    url: `/users?${query(filter === undefined ? options : { ...options, $filter: filter })}`,
    headers: { ConsistencyLevel: "eventual" },
  };
}
