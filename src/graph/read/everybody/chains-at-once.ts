import type { ItemAnswer } from "../../batches/batch";
import { momentOf } from "../../batches/clock";
import { Pace } from "../../batches/pace";
import { runBatches } from "../../batches/run-batches";
import { describeSilence, isSilent } from "../../batches/standstill";
import { describeUnreadable } from "../../batches/unreadable";
import type { BatchVerdict } from "../../batches/verdict";
import { type WireObject, isThrottled, noAnswer } from "../../batches/wire";
import { WorkQueue } from "../../batches/work-queue";
import type { HttpAnswer } from "../../connect/graph-http";
import { refuseStopped } from "../fail-whole";
import { readAnswer } from "../get";
import { type Chain, beginChain, mayAskAgain, readPage, takeStep } from "../pages";
import type { ReaderContext } from "../question";
import { type Tries, type Trouble, tellTries, waitBeforeRetry } from "../retry";

interface Piece {
  readonly chain: Chain;
  readonly path: string;
  readonly tries: Tries;
}

/** Chains of pages that are followed side by side. */
export interface Chains {
  /** The first page of each. */
  readonly paths: readonly string[];
  readonly atOnce: number;
  /** Pages in all; when there are more, this is not what was asked for. */
  readonly mostPages: number;
  readonly onPage: (entries: readonly WireObject[]) => void;
}

/**
 * Follows them as far as the pace of everything else allows: what Graph throttles halves how many are under way, and
 * all wait as long as it asks. The answer is `done`, or what kept one of them from its end: then the others are left.
 */
export class ChainsAtOnce {
  readonly #context: ReaderContext;
  readonly #chains: Chains;
  readonly #pace: Pace;
  readonly #queue: WorkQueue<Piece>;
  #pages = 0;
  #trouble: Trouble | undefined;
  #lastSilence: string | undefined;

  constructor(context: ReaderContext, chains: Chains) {
    this.#context = context;
    this.#chains = chains;
    this.#pace = new Pace(context.clock, {
      batchSize: 1,
      maxBatches: chains.atOnce,
      beginsSequential: false,
      firstWidth: chains.atOnce,
    });
    this.#queue = new WorkQueue(context.clock);
  }

  async follow(): Promise<ItemAnswer> {
    this.#queue.add(this.#chains.paths.map((path) => this.#piece(beginChain(path), path)));
    const work = { readyAt: () => this.#readyAt(), start: () => this.#ask() };
    await runBatches(this.#context, this.#pace, work, this.#context.signal);
    refuseStopped(this.#context.signal);
    return this.#trouble ?? { kind: "done", status: 200, body: {} };
  }

  #piece(chain: Chain, path: string): Piece {
    return { chain, path, tries: { count: 0, since: this.#context.clock.now() } };
  }

  #readyAt(): number | undefined {
    if (this.#queue.readyAt() !== undefined && isSilent(this.#pace))
      this.#giveUp({ kind: "unknown", error: noAnswer(describeSilence(this.#lastSilence)) });
    return this.#queue.readyAt();
  }

  async #ask(): Promise<BatchVerdict> {
    const { http, clock, signal, figures } = this.#context;
    const [piece] = this.#queue.take(1);
    if (piece === undefined) return verdictOf({ finished: 0 });
    figures.requests += 1;
    try {
      const answer = readAnswer(await http.send({ method: "GET", path: piece.path }, signal), clock);
      if (answer.kind !== "text") return this.#takeTrouble(piece, answer);
      this.#takePage(piece, answer.http);
      return verdictOf({ finished: 1 });
    } catch (error) {
      // Whoever signs in says what is wrong; the one chain that follows will meet it again.
      this.#giveUp(brokenBy(error instanceof Error ? error.message : String(error)));
      return verdictOf({ finished: 0 });
    }
  }

  #takePage(piece: Piece, http: HttpAnswer): void {
    const { chain, path } = piece;
    const page = readPage(http.text);
    if (page === undefined) {
      if (mayAskAgain(chain)) this.#queue.addFirst(piece);
      else this.#giveUp(brokenBy(describeUnreadable(http)));
      return;
    }
    if (this.#trouble !== undefined) return;
    this.#chains.onPage(page.entries);
    this.#pages += 1;
    if (page.nextLink === undefined) return;
    const next = this.#context.http.pathOfLink(page.nextLink);
    const why = takeStep(chain, next, page.entries.length);
    const isTooLong = this.#pages >= this.#chains.mostPages;
    if (next === undefined || why !== undefined || isTooLong)
      this.#giveUp(brokenBy(why ?? `there was no end after ${this.#pages} pages`));
    else if (path !== next) this.#queue.addFirst(this.#piece(chain, next));
  }

  #takeTrouble(piece: Piece, answer: Trouble): BatchVerdict {
    const moment = momentOf(this.#context.clock);
    const tries = { ...piece.tries, count: piece.tries.count + 1 };
    const wait = waitBeforeRetry(answer, tries, moment);
    if (answer.kind === "unknown") this.#lastSilence = answer.error.message;
    if (wait === undefined) this.#giveUp(tellTries(answer, tries, moment.now));
    else {
      this.#context.figures.retries += 1;
      this.#queue.addLater({ ...piece, tries }, wait);
    }
    const { retryAfter } = answer;
    return {
      ...verdictOf({ finished: 0 }),
      throttled: isThrottled(answer.error) ? 1 : 0,
      ...(answer.kind === "unknown" ? { unanswered: "broken" as const } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }

  #giveUp(trouble: Trouble): void {
    this.#trouble ??= trouble;
    this.#queue.drain();
  }
}

function verdictOf({ finished }: { readonly finished: number }): BatchVerdict {
  return { items: 1, finished, collisions: 0, throttled: 0 };
}

function brokenBy(message: string): Trouble {
  return { kind: "unknown", error: noAnswer(message) };
}
