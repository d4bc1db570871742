import type { ChildProcess, StdioOptions } from "node:child_process";
import spawn from "cross-spawn";
import { CliFailure, type CliContext } from "../context";
import { enginePath, findEngine } from "./find-engine";

const isWindows = process.platform === "win32";

export interface EngineStart {
  readonly stdio: StdioOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** In a process group of its own, it hears only of the interruptions that we pass on. */
  readonly apart: boolean;
}

/** Starts the engine. Credentials, backend and all else come from the environment as they are. */
export function startEngine(context: CliContext, args: readonly string[], start: EngineStart): ChildProcess {
  return spawn(findEngine(context), [...args], {
    cwd: context.workingFolder,
    env: { ...withPassphrase(context), PATH: enginePath(context), ...start.environment },
    stdio: start.stdio,
    // On Windows that would be a console of its own.
    detached: start.apart && !isWindows,
  });
}

/**
 * Nothing in the state is secret, so its passphrase may be empty, and is where nothing is said: an empty variable
 * cannot be set in Windows' own shells, and a pipeline cannot be asked.
 */
function withPassphrase({ environment }: CliContext): NodeJS.ProcessEnv {
  const isSet = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"].some(
    (name) => environment[name] !== undefined,
  );
  return { ...environment, ...(isSet ? {} : { PULUMI_CONFIG_PASSPHRASE: "" }) };
}

/**
 * Waits for the engine.
 *
 * @returns its exit code; 1 where a signal ended it
 * @throws CliFailure where it could not be started
 */
export function untilEnded(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(
        new CliFailure(
          "engine-failed",
          `${child.spawnfile} could not be run: ${error.message}.`,
          "Check the installation of Pulumi.",
        ),
      ),
    );
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Has the engine end what it has begun: a harder end would leave its state behind. On Windows there is no such signal,
 * and Ctrl-C reaches everything in the console, the engine too.
 */
export function interrupt(child: ChildProcess): void {
  if (!isWindows) child.kill("SIGINT");
}
