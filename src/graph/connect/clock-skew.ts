import type { GraphHttp } from "./graph-http";

/** How far this machine's clock is ahead of Graph's, by the Date of answers. Negative: behind. */
export class ClockSkew {
  readonly #epoch: () => number;
  #least: number | undefined;

  /** @param epoch this machine's clock, milliseconds since 1970 */
  constructor(epoch: () => number) {
    this.#epoch = epoch;
  }

  /**
   * Milliseconds; undefined where no answer had a date. The least of all answers, since one that was long on its way
   * looks like a clock that is ahead.
   */
  get milliseconds(): number | undefined {
    return this.#least;
  }

  /** The same exchanges, with an eye on their dates. */
  watch({ send, ...rest }: GraphHttp): GraphHttp {
    return {
      ...rest,
      send: async (request, signal) => {
        const result = await send(request, signal);
        if (result.kind === "answer") this.#see(result.header("date"));
        return result;
      },
    };
  }

  #see(date: string | undefined): void {
    const skew = this.#epoch() - Date.parse(date ?? "");
    if (Number.isNaN(skew)) return;
    if (this.#least === undefined || Math.abs(skew) < Math.abs(this.#least)) this.#least = skew;
  }
}
