/** Everything that the command knows of the process it runs in. */
export interface Surroundings {
  /** What people call it: `m365-licenses emulator` where another command hands its arguments over. */
  readonly name: string;
  /** Relative paths are read from here. */
  readonly workingFolder: string;
  /** Results. */
  readonly writeOut: (text: string) => void;
  /** Errors, where nobody asked for JSON; and that it has stopped. */
  readonly writeErr: (text: string) => void;
}

/** Something that the command cannot do, for reasons that its user can do something about. */
export class CommandFailure extends Error {
  constructor(
    /** Stable: programs may look at it. */
    readonly code: "emulator" | "tenant-file-missing",
    readonly fact: string,
    readonly remedy?: string,
  ) {
    super(remedy === undefined ? fact : `${fact} ${remedy}`);
  }
}
