import type { ItemAnswer } from "../batches/batch";
import { batchItems } from "../batches/odata";
import { Pace } from "../batches/pace";
import type { WireObject } from "../batches/wire";
import { ask } from "./ask";
import { type Chains, ChainsAtOnce } from "./everybody/chains-at-once";
import { readPages } from "./pages";
import type { Question, ReaderContext } from "./question";

export interface Reader {
  /**
   * One answer a question, in their order; 20 to a request. Refusals come back as answers; what concerns everything is
   * thrown.
   */
  readonly ask: (questions: readonly Question[]) => Promise<readonly ItemAnswer[]>;
  /**
   * Follows next links. The following page is on its way while `onPage` works. Where `isEnough` says so after the
   * first page, that is all.
   */
  readonly readPages: (
    first: Question,
    onPage: (entries: readonly WireObject[]) => void,
    isEnough?: () => boolean,
  ) => Promise<ItemAnswer>;
  /** The same of several first pages side by side. */
  readonly readChains: (chains: Chains) => Promise<ItemAnswer>;
  /** Milliseconds that the latest answer took; 0 before the first. */
  readonly latency: () => number;
}

const maxReadBatches = 6;

export function createReader(context: ReaderContext): Reader {
  const pace = new Pace(context.clock, {
    batchSize: batchItems,
    maxBatches: maxReadBatches,
    beginsSequential: false,
  });
  return {
    ask: (questions) => ask(context, pace, questions),
    readPages: (first, onPage, isEnough) => readPages(context, first, onPage, isEnough),
    readChains: (chains) => new ChainsAtOnce(context, chains).follow(),
    latency: () => context.figures.latency ?? 0,
  };
}
