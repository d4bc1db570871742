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
 */

/** `pulumi`, started and left running. */
export class RunningEngine {
  #child;
  #stdout = "";
  #stderr = "";
  #output = "";
  /** @type {Promise<Finished>} never rejects, but where pulumi cannot be started */
  finished;

  /**
   * @param {readonly string[]} args
   * @param {{ cwd: string, env: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options
   */
  constructor(args, { cwd, env, onOutput }) {
    const child = spawn("pulumi", [...args, "--non-interactive"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    /** @param {string} text */
    const hear = (text) => {
      this.#output += text;
      onOutput?.(text);
    };
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      this.#stdout += text;
      hear(text);
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      this.#stderr += text;
      hear(text);
    });
    this.finished = this.#untilFinished();
    const forget = whenInterrupted(() => this.#interrupt(env["PULUMI_HOME"]));
    void this.finished.then(forget, forget);
  }

  get pid() {
    return this.#child.pid ?? -1;
  }

  /** What it has said so far, on both streams. */
  output() {
    return this.#output;
  }

  /**
   * Signals the engine alone.
   * @param {NodeJS.Signals} [signal]
   */
  kill(signal = "SIGKILL") {
    this.#child.kill(signal);
  }

  /** @returns {Promise<Finished>} */
  #untilFinished() {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      child.on("error", (error) => reject(new Error(`pulumi could not be started: ${error.message}`)));
      // `exit`, not `close`: after a kill, what the engine had started may hold the streams open for ever.
      child.on("exit", (code, signal) => {
        const finish = () =>
          resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr, output: this.#output });
        if (signal !== null) finish();
        else child.on("close", finish);
      });
    });
  }

  /**
   * Interrupted itself, the engine ends its plugins and gives its lock back; without a reader of its output it just
   * dies. It waits for an update that is going on, which may be longer than the person who interrupts wants to.
   * @param {string | undefined} home
   */
  async #interrupt(home) {
    // On Windows that would be a hard end, and Ctrl-C reaches it by itself.
    if (process.platform !== "win32") this.#child.kill("SIGINT");
    await Promise.race([this.finished, sleep(TIME_TO_CANCEL_MS, undefined, { ref: false })]);
    if (home !== undefined) await endProcessesWith("PULUMI_HOME", home);
  }
}
