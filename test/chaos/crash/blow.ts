import { readFileSync } from "node:fs";
import type { Chance } from "../support/chance";

export const signals = ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] as const;
/** Connections are reset once, away for a while, or away until the run has ended. */
export const cuts = ["reset", "away", "gone"] as const;

/** Where a run is cut off: whom it hits, how, and when. */
export interface Blow {
  readonly victim: "engine" | "language host" | "provider" | "connection";
  readonly how: (typeof signals)[number] | (typeof cuts)[number];
  /** After so many writes to the tenant; or, where nothing is to be written yet, after so many milliseconds. */
  readonly after: { readonly writes: number } | { readonly milliseconds: number };
}

export const victims = ["engine", "language host", "provider", "connection"] as const;

export function drawBlow(chance: Chance, victim: Blow["victim"], writes: number): Blow {
  const how =
    victim === "connection"
      ? chance.happens(0.1)
        ? "gone"
        : chance.pick(["reset", "away"] as const)
      : chance.pick(signals);
  const after = chance.happens(0.75)
    ? { writes: 1 + chance.below(writes) }
    : { milliseconds: 300 + chance.below(5_000) };
  return { victim, how, after };
}

/** The processes of a run that a blow is for, by what they were started with. */
export function isVictim(victim: Blow["victim"], pid: number): boolean {
  const command = commandOf(pid);
  if (victim === "provider") return command.includes("host.cjs");
  return victim === "language host" && command.includes("pulumi-language-nodejs");
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
