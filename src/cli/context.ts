/** One of the two streams a command writes to. */
export interface Output {
  readonly write: (text: string) => void;
  /** Somebody watches: colours and progress are worth it. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/** Everything that a command knows of the process it runs in; passed in, so that tests run commands without one. */
export interface CliContext {
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Results. */
  readonly out: Output;
  /** Progress and errors. */
  readonly err: Output;
  /** Raised by Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * Exit codes, as terraform has them: 0 done, 1 failed or refused, 2 done and there is something to see (`drift`, and
 * `plan
 * --detailed-exitcode`).
 */
export type ExitCode = 0 | 1 | 2;

/** The command cannot go on, for a reason that its user can do something about. */
export class CliFailure extends Error {
  override readonly name = "CliFailure";

  constructor(
    readonly code: string,
    readonly fact: string,
    readonly remedy: string,
  ) {
    super(`${fact} ${remedy}`);
  }
}

/** Colours only for somebody who watches and has not asked for none (no-color.org). */
export function wantsColor(context: CliContext): boolean {
  if ((context.environment["NO_COLOR"] ?? "") !== "") return false;
  return context.out.isTerminal || (context.environment["FORCE_COLOR"] ?? "0") !== "0";
}

export function printJson(context: CliContext, value: unknown): void {
  context.out.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Printed as it is, with a last newline. */
export function print(context: CliContext, text: string): void {
  context.out.write(`${text}\n`);
}
export interface CommonOptions {
  readonly json?: boolean;
}
/**
 * What a command file adds itself with: its action, wrapped so that it ends with an exit code and never with a stack
 * trace.
 */
export type Run = <Options extends CommonOptions>(
  options: Options,
  action: (context: CliContext, options: Options) => Promise<ExitCode>,
) => Promise<void>;
