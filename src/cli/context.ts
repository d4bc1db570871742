import { toJson, visible } from "../text/visible";
import type { Output, Stream } from "./output";

/** Everything that the command line knows of the process it runs in; passed in, so that tests run it without one. */
export interface CliProcess {
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly out: Stream;
  readonly err: Stream;
  /** Raised by Ctrl-C, by a reader that goes away, or by whoever else ends the process. */
  readonly signal: AbortSignal;
  /** Raised where that happens a second time: nothing is waited for any more. */
  readonly insistence: AbortSignal;
}

/** The same as commands have it. */
export interface CliContext extends CliProcess {
  /** Results. */
  readonly out: Output;
  /** Progress and errors. */
  readonly err: Output;
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
    /** Lines of their own between the two. */
    readonly details: readonly string[] = [],
  ) {
    super([fact, ...details, remedy].join(" "));
  }
}

/** Colours only for somebody who watches and has not asked for none (no-color.org). */
export function wantsColor(context: CliContext): boolean {
  if ((context.environment["NO_COLOR"] ?? "") !== "") return false;
  return context.out.isTerminal || (context.environment["FORCE_COLOR"] ?? "0") !== "0";
}

export function printJson(context: CliContext, value: unknown): void {
  context.out.writeEscaped(`${toJson(value)}\n`);
}

/** Lines, of which none becomes two by what stands in it. */
export function print(context: CliContext, ...lines: readonly string[]): void {
  context.out.write(linesOf(lines));
}

/** The same beside the results. */
export function printAside(context: CliContext, ...lines: readonly string[]): void {
  context.err.write(linesOf(lines));
}

/** A report, of which every line was made visible before it was painted. */
export function printReport(context: CliContext, text: string): void {
  context.out.writePainted(`${text}\n`);
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${visible(line)}\n`).join("");
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
