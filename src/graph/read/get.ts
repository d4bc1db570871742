import { type Clock, momentOf } from "../batches/clock";
import { describeUnreadable, isRedirect } from "../batches/unreadable";
import { noAnswer, parseJson, readError, readRetryAfter } from "../batches/wire";
import { Teller } from "../batches/waiting";
import type { HttpAnswer, HttpResult } from "../connect/graph-http";
import { refuseStopped } from "./fail-whole";
import type { Question, ReaderContext } from "./question";
import { type Trouble, tellTries, waitBeforeRetry } from "./retry";

export type GetAnswer = { readonly kind: "text"; readonly http: HttpAnswer } | Trouble;

/** One GET outside of a batch, asked again where that makes sense. */
export async function getWithRetries(context: ReaderContext, question: Question): Promise<GetAnswer> {
  const { http, clock, signal, figures } = context;
  const since = clock.now();
  const headers = question.headers === undefined ? {} : { headers: question.headers };
  for (let count = 1; ; count += 1) {
    refuseStopped(signal);
    figures.requests += 1;
    const answer = readAnswer(await http.send({ method: "GET", path: question.url, ...headers }, signal), clock);
    if (answer.kind === "text") return answer;
    const moment = momentOf(clock);
    const wait = waitBeforeRetry(answer, { count, since }, moment);
    if (wait === undefined) return tellTries(answer, { count, since }, moment.now);
    figures.retries += 1;
    new Teller(context).tell(wait, answer.error.message);
    await clock.sleep(wait, signal);
  }
}

export function readAnswer(result: HttpResult, clock: Clock): GetAnswer {
  if (result.kind === "broken")
    return { kind: "unknown", error: noAnswer(`The connection to Graph broke off: ${result.reason}`) };
  const { status } = result;
  if (status >= 200 && status < 300) return { kind: "text", http: result };
  const unreadable = describeUnreadable(result);
  if (isRedirect(status)) return { kind: "refused", error: noAnswer(unreadable) };
  const retryAfter = readRetryAfter(result.header("retry-after"), clock.epoch());
  return {
    kind: status >= 500 || status === 408 ? "unknown" : "refused",
    error: readError(status, parseJson(result.text), result.header("request-id"), unreadable),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
