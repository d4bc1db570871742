import { GraphFailure } from "../graph/connect/graph-failure";
import type { CommonOptions } from "./context";
import { CliFailure, printJson, type CliContext, type ExitCode } from "./context";

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
    else context.err.write(`Error: ${failure.message}${failure.remedy === undefined ? "" : ` ${failure.remedy}`}\n`);
    return 1;
  }
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly requestId?: string;
}

function describeFailure(error: unknown): Failure {
  if (error instanceof CliFailure) return { code: error.code, message: error.fact, remedy: error.remedy };
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
