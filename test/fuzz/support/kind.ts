import type { Chance } from "./chance";

/** What became of an input that was handled as it should be. */
export type Outcome = "taken" | "refused";

/** One kind of input that comes from outside. */
export interface Kind {
  readonly name: string;
  /** Draws an input. */
  draw(chance: Chance): Input;
}

/** Something that somebody could give to the program. */
export interface Input {
  /** As it can be looked at, and given to the program again. */
  show(): string;
  /** Gives it to the program. Throws where that does anything but use it or refuse it properly. */
  give(): Outcome | Promise<Outcome>;
}

/** Makes a kind; files go to a folder that is empty, and its own. */
export type MakeKind = (folder: string) => Kind;

/** Something that no input should bring about. */
export class Broken extends Error {
  override readonly name = "Broken";
}
