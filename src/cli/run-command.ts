import { GraphFailure } from "../graph/connect/graph-failure";
import type { CommonOptions } from "./context";
import { CliFailure, printAside, printJson, type CliContext, type ExitCode } from "./context";

/** Runs what a command does; what it throws becomes one sentence for its user, never a stack trace. */
export async function runCommand(
  context: CliContext,
  options: CommonOptions,
  action: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await action();
  } catch (error) {
    const failure = describeFailure(error);
    if (options.json === true) printJson(context, { format: "m365-licenses/error", version: 1, ...failure });
    else printAside(context, ...failureLines(failure));
    return 1;
  }
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly requestId?: string;
  readonly details?: readonly string[];
}

function failureLines({ message, remedy, details = [] }: Failure): readonly string[] {
  const last = remedy === undefined ? [] : [remedy];
  const said = `Error: ${message}`;
  return details.length === 0 ? [[said, ...last].join(" ")] : [said, ...details.map((line) => `  ${line}`), ...last];
}

function describeFailure(error: unknown): Failure {
  if (error instanceof CliFailure) {
    const { code, fact: message, remedy, details } = error;
    return { code, message, remedy, ...(details.length === 0 ? {} : { details }) };
  }
  if (error instanceof GraphFailure) {
    return {
      code: error.code,
      message: error.fact,
      remedy: error.remedy,
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "unexpected",
    message: `Something went wrong that should not: ${message}`,
    remedy: "Nothing was changed by this command itself.",
  };
}
