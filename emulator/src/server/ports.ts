import type { Listening } from "./http-server";

/** The ports that one emulator listens on: opened one by one, closed together. */
export class Ports {
  readonly #listening: Listening[] = [];

  /** Where one port is taken none of the others stays open: the process could not end. */
  async open(start: Promise<Listening>): Promise<Listening> {
    const opened = await start.catch(async (error: unknown) => {
      await this.close();
      throw error;
    });
    this.#listening.push(opened);
    return opened;
  }

  async close(): Promise<void> {
    await Promise.all(this.#listening.map((each) => each.stop()));
  }
}
