import type { ItemAnswer } from "../batches/batch";
import { batchItems } from "../batches/odata";
import { Pace } from "../batches/pace";
import type { WireObject } from "../batches/wire";
import { ask } from "./ask";
import { readPages } from "./pages";
import type { Question, ReaderContext } from "./question";

export interface Reader {
  /**
   * One answer a question, in their order; 20 to a request. Refusals come back as answers; what concerns everything is
   * thrown.
   */
  readonly ask: (questions: readonly Question[]) => Promise<readonly ItemAnswer[]>;
  /** Follows next links. The following page is on its way while `onPage` works. */
  readonly readPages: (first: Question, onPage: (entries: readonly WireObject[]) => void) => Promise<ItemAnswer>;
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
    readPages: (first, onPage) => readPages(context, first, onPage),
  };
}
