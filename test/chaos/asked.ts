/** What a command asks for; `run` is one run of a seed by itself. */
export interface Asked {
  readonly runs: number | undefined;
  readonly seed: number | undefined;
  readonly run: number | undefined;
  /** How large the company is. */
  readonly people: number | undefined;
  readonly groups: number | undefined;
}
