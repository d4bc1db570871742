import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { parseLedger } from "../plan/ledger/ledger-text";
import type { Ledger } from "../terms/ledger";
import type { CliContext } from "./context";
import { runEngine } from "./engine/run-engine";

/** Of a state that the engine exports, what holds a ledger. */
const stateSchema = z.object({
  deployment: z.object({
    resources: z
      .array(z.object({ type: z.string(), outputs: z.object({ __ledger: z.string().optional() }).optional() }))
      .optional(),
  }),
});

/** Runs the engine with these arguments. */
type RunEngine = (args: readonly string[]) => Promise<{ readonly exitCode: number }>;

/**
 * What a stack owns: none before its first run. Undefined where the state cannot be read.
 *
 * @param run for somebody who does not wait as long as it takes
 */
export async function readLedgers(
  context: CliContext,
  stack: string,
  run: RunEngine = (args) => runEngine(context, args, "Reading the state"),
): Promise<readonly Ledger[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-state-"));
  const file = join(folder, "state.json");
  try {
    const { exitCode } = await run(["stack", "export", "--stack", stack, "--file", file, "--non-interactive"]);
    return exitCode === 0 ? ledgersOf(readFileSync(file, "utf8")) : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ledgersOf(state: string): readonly Ledger[] {
  const { deployment } = stateSchema.parse(JSON.parse(state));
  return (deployment.resources ?? []).flatMap(({ type, outputs }) =>
    type.endsWith("m365:TenantLicenses") && outputs?.__ledger !== undefined ? [parseLedger(outputs.__ledger)] : [],
  );
}
