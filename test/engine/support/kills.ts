import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { logLength } from "./log";
import type { Scenario } from "./scenario";

/** Numbers from 0 to 1 that a seed decides. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Where a run is cut off: whom it hits, and when. */
export interface Kill {
  readonly victim: "engine" | "provider";
  readonly signal: "SIGKILL" | "SIGTERM" | "SIGINT" | "SIGHUP";
  /** After so many changes of the tenant; or, where nothing is to be written yet, after so many milliseconds. */
  readonly after: { readonly changes: number } | { readonly milliseconds: number };
}

export function drawKill(random: () => number, changes: number): Kill {
  const victim = random() < 0.75 ? "engine" : "provider";
  const signals = ["SIGKILL", "SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] as const;
  const signal = victim === "provider" ? "SIGKILL" : signals[Math.floor(random() * signals.length)]!;
  const after =
    random() < 0.75 ? { changes: 1 + Math.floor(random() * changes) } : { milliseconds: Math.floor(random() * 4_000) };
  return { victim, signal, after };
}

/** Begins an up and cuts it off. Whatever was started for it has ended when this returns. */
export async function upCutOff(scenario: Scenario, kill: Kill): Promise<string> {
  const { emulator, workspace } = scenario;
  const before = logLength(emulator);
  const running = scenario.startUp();
  const ending = running.finished.then(() => "ended" as const);
  const isRunning = async (): Promise<boolean> =>
    (await Promise.race([ending, sleep(2, "running" as const)])) === "running";
  if ("milliseconds" in kill.after) await sleep(kill.after.milliseconds);
  else while (logLength(emulator) < before + kill.after.changes && (await isRunning()));
  if (kill.victim === "engine") running.kill(kill.signal);
  else for (const pid of workspace.processes().filter(isProvider)) process.kill(pid, kill.signal);
  await running.finished;
  const left = (): readonly string[] => workspace.processes().map((pid) => `${pid} ${commandOf(pid)}`);
  await expect.poll(left, { timeout: 30_000, message: JSON.stringify(kill) }).toEqual([]);
  await workspace.run(["cancel", "--yes"]);
  return running.output();
}

function isProvider(pid: number): boolean {
  return commandOf(pid).includes("host.cjs");
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
