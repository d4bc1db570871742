import { readFileSync, readdirSync } from "node:fs";

/**
 * The living processes that were started with `variable` set to `value`, our own excepted. An engine that is killed
 * cannot stop its plugins: this is how a workspace finds what it has left behind, and nothing else. Linux only;
 * elsewhere none is found.
 *
 * @param {string} variable
 * @param {string} value
 * @returns {number[]}
 */
export function processesWith(variable, value) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter(
      (pid) => Number.isInteger(pid) && pid !== process.pid && environmentOf(pid).includes(`${variable}=${value}`),
    );
}

/** @param {number} pid @returns {string[]} */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // Ended meanwhile, or somebody else's.
    return [];
  }
}

/**
 * Ends the living processes that were started with `variable` set to `value`.
 *
 * @param {string} variable
 * @param {string} value
 * @returns {Promise<number>} how many there were
 */
export async function endProcessesWith(variable, value) {
  /** @type {Set<number>} */
  const ended = new Set();
  for (let left = processesWith(variable, value); left.length > 0; left = processesWith(variable, value)) {
    for (const pid of left) {
      ended.add(pid);
      endProcess(pid);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return ended.size;
}

/** @param {number} pid */
function endProcess(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}
