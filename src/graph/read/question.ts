import type { Figures } from "../batches/figures";
import type { Waiting } from "../batches/waiting";
import type { GraphHttp } from "../connect/graph-http";

/** A GET. */
export interface Question {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ReaderContext extends Waiting {
  readonly http: GraphHttp;
  readonly signal: AbortSignal;
  readonly figures: Figures;
}
