import { spawn } from "node:child_process";
import { whenInterrupted } from "./interrupt.mjs";

/**
 * @typedef {object} CommandResult
 * @property {number | null} code the exit code; null where the command could not be started or was stopped
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut
 * @property {string | undefined} startError why it could not be started
 *
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] after which the command and everything that it has started is stopped
 * @property {"capture" | "inherit" | ((text: string) => void)} [output] a function receives standard output while it
 *   comes, and standard error goes to ours
 */

/** @param {number} group @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // The group is gone, which is what was wanted.
  }
}

/**
 * Runs a command to its end and never throws. Each command is the head of a process group of its own, so that
 * stopping it (a time limit, Ctrl-C) stops what it has started too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  const { cwd, env = process.env, timeoutMs, output = "capture" } = options;
  const piped = output !== "inherit";
  const live = typeof output === "function" ? output : undefined;
  return new Promise((resolve) => {
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    // Windows starts a batch file, such as npm's, through a shell alone.
    const shell = process.platform === "win32" && command.endsWith(".cmd");
    const child = spawn(shell ? `"${command}"` : command, [...args], {
      cwd,
      env,
      shell,
      detached: true,
      stdio: ["ignore", piped ? "pipe" : "inherit", piped && !live ? "pipe" : "inherit"],
    });
    const group = child.pid;
    /** @type {(value?: unknown) => void} */
    let ended = () => undefined;
    const end = new Promise((done) => {
      ended = done;
    });
    const forget = whenInterrupted(() => {
      if (group !== undefined) signalGroup(group, "SIGTERM");
      return end;
    });
    const timer = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs);
    function stop() {
      timedOut = true;
      if (group !== undefined) signalGroup(group, "SIGKILL");
    }
    child.stdout?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      if (live) live(text);
      else stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      stderr += text;
    });
    /** @param {number | null} code @param {string | undefined} startError */
    const finish = (code, startError) => {
      clearTimeout(timer);
      forget();
      ended();
      resolve({ code, stdout, stderr, timedOut, startError });
    };
    child.on("error", (error) => finish(null, error.message));
    child.on("close", (code) => finish(code, undefined));
  });
}
