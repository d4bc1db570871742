import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { whenInterrupted } from "../interrupt.mjs";
import { endProcessesWith } from "./processes.mjs";

const TIME_TO_CANCEL_MS = 8_000;

/**
 * @typedef {object} Finished
 * @property {number | null} code null where a signal ended it
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} output both, in the order in which they came
 *
 * @typedef {object} Running
 * @property {number} pid
 * @property {Promise<Finished>} finished never rejects, but where pulumi cannot be started
 * @property {() => string} output what it has said so far, on both streams
 * @property {(signal?: NodeJS.Signals) => void} kill signals the engine alone; SIGKILL where nothing is said
 */

/**
 * Starts `pulumi` and leaves it running.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options
 * @returns {Running}
 */
export function startEngine(args, { cwd, env, onOutput }) {
  let stdout = "";
  let stderr = "";
  let output = "";
  const child = spawn("pulumi", [...args, "--non-interactive"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  /** @param {string} text */
  const hear = (text) => {
    output += text;
    onOutput?.(text);
  };
  child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    stderr += text;
    hear(text);
  });
  /** @type {Promise<Finished>} */
  const finished = new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`pulumi could not be started: ${error.message}`)));
    // `exit`, not `close`: after a kill, what the engine had started may hold the streams open for ever.
    child.on("exit", (code, signal) => {
      const finish = () => resolve({ code, signal, stdout, stderr, output });
      if (signal !== null) finish();
      else child.on("close", finish);
    });
  });
  // Interrupted itself, the engine ends its plugins and gives its lock back; without a reader of its output it just
  // dies.
  // It waits for an update that is going on, which may be longer than the person who interrupts wants to.
  const forget = whenInterrupted(async () => {
    // On Windows that would be a hard end, and Ctrl-C reaches it by itself.
    if (process.platform !== "win32") child.kill("SIGINT");
    await Promise.race([finished, sleep(TIME_TO_CANCEL_MS, undefined, { ref: false })]);
    if (env["PULUMI_HOME"] !== undefined) await endProcessesWith("PULUMI_HOME", env["PULUMI_HOME"]);
  });
  void finished.then(forget, forget);
  return {
    pid: child.pid ?? -1,
    finished,
    output: () => output,
    kill: (signal = "SIGKILL") => void child.kill(signal),
  };
}
