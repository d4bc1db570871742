/** Counted while a session lives; for logs, tests and benchmarks. */
export interface Figures {
  requests: number;
  /** Of `requests`. */
  batches: number;
  retries: number;
}
