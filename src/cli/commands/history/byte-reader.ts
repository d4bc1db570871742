/** Lines and pieces of a known length out of what a process prints. */
export class ByteReader {
  readonly #parts: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(parts: AsyncIterator<Buffer>) {
    this.#parts = parts;
  }

  /** The next line without its end; undefined where there is none. */
  async line(): Promise<string | undefined> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      if (!(await this.#fill(this.#rest.length + 1))) return undefined;
      end = this.#rest.indexOf(10);
    }
    return this.#take(end + 1)
      .subarray(0, end)
      .toString("utf8");
  }

  /** So many bytes; undefined where there are not as many. */
  async bytes(count: number): Promise<Buffer | undefined> {
    return (await this.#fill(count)) ? this.#take(count) : undefined;
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  /** Reads on until there are so many bytes; they are put together once. */
  async #fill(count: number): Promise<boolean> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    let isOver = false;
    while (length < count && !isOver) {
      const next = await this.#parts.next();
      if (next.done === true) isOver = true;
      else {
        parts.push(next.value);
        length += next.value.length;
      }
    }
    if (parts.length > 1) this.#rest = Buffer.concat(parts);
    return length >= count;
  }
}
