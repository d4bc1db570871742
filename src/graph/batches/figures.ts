/** Counted while a session lives; for logs, tests and benchmarks. */
export interface Figures {
  requests: number;
  /** Of `requests`. */
  batches: number;
  retries: number;
  /** Milliseconds that the latest answer took, signing in apart. */
  latency?: number;
}
