import { spawn, spawnSync } from "node:child_process";
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

const isWindows = process.platform === "win32";

/** @param {number} group @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  // There are no groups and no signals there.
  if (isWindows) return void spawnSync("taskkill", ["/pid", String(group), "/T", "/F"], { stdio: "ignore" });
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
    // Windows starts a batch file, such as npm's, through a shell alone, and that takes its line apart at blanks. A
    // library does this better; but these scripts are what installs libraries.
    const shell = isWindows && /\.(cmd|bat)$/i.test(command);
    /** @param {string} part */
    const whole = (part) => (shell ? `"${part}"` : part);
    const child = spawn(whole(command), args.map(whole), {
      cwd,
      env,
      shell,
      // There it would be a console of its own.
      detached: !isWindows,
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
