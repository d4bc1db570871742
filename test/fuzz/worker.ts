import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { kinds } from "./kinds";
import { runCases } from "./support/run-cases";
import type { Task, Told } from "./watch";

/** A thread that can be ended while it computes. */
async function work({ kind: name, seed, from, to, turn }: Task): Promise<void> {
  const tell = (told: Told): void => parentPort?.postMessage(told);
  const folder = mkdtempSync(join(tmpdir(), `fuzz-${name}-`));
  const at = new Int32Array(turn);
  try {
    // What the program itself writes for a while goes there too.
    const scratch = join(folder, "scratch");
    mkdirSync(scratch);
    process.env["TMPDIR"] = scratch;
    const kind = kinds[name]?.(join(folder));
    if (kind === undefined) throw new Error(`no kind ${name}`);
    const counts = await runCases(kind, {
      seed,
      from,
      to,
      begin: (number) => Atomics.store(at, 0, number),
      find: (found) => tell({ kind: "found", found }),
    });
    tell({ kind: "done", counts });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void work(workerData as Task);
