import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readReport, type ReadReport } from "../../report/json/read-report";
import { CliFailure, printAside, type CliContext } from "../context";
import { Progress } from "../progress";
import { interrupt, startEngine, untilEnded } from "./start-engine";

export interface EngineRun {
  readonly exitCode: number;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  /** Reports that the run left, by kind: `plan`, `run`. */
  readonly reports: ReadonlyMap<string, ReadReport>;
  /** The text of every report file, by what comes after the stack's name: `plan.md`. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Runs the engine with this project's provider, and gives back what it reported. Credentials come from the environment
 * as they are.
 */
export async function runEngine(
  context: CliContext,
  args: readonly string[],
  title: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<EngineRun> {
  if (context.signal.aborted)
    throw new CliFailure("stopped", `Stopped before ${title}; nothing of it was begun.`, "Run it again.");
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-run-"));
  const progress = new Progress(context);
  const started = Date.now();
  const ticker = setInterval(
    () => progress.show(`${title}, ${String(Math.round((Date.now() - started) / 1000))} s`),
    500,
  );
  try {
    const { exitCode, output } = await hearEngine(context, args, {
      M365_LICENSES_REPORT_DIR: folder,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...extra,
    });
    return { exitCode, output, ...collect(folder) };
  } finally {
    clearInterval(ticker);
    progress.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hearEngine(
  context: CliContext,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const child = startEngine(context, args, { stdio: ["ignore", "pipe", "pipe"], environment, apart: true });
  const parts: Buffer[] = [];
  child.stdout?.on("data", (part: Buffer) => parts.push(part));
  child.stderr?.on("data", (part: Buffer) => parts.push(part));
  const stop = (): void => {
    interrupt(child);
    printAside(context, "Stopping: what is under way is waited for. Press Ctrl-C again to end it at once.");
  };
  // The engine takes a second one for impatience.
  const insist = (): void => interrupt(child);
  context.signal.addEventListener("abort", stop, { once: true });
  context.insistence.addEventListener("abort", insist, { once: true });
  try {
    const exitCode = await untilEnded(child);
    return { exitCode, output: Buffer.concat(parts).toString("utf8") };
  } finally {
    context.signal.removeEventListener("abort", stop);
    context.insistence.removeEventListener("abort", insist);
  }
}

function collect(folder: string): Pick<EngineRun, "reports" | "files"> {
  const reports = new Map<string, ReadReport>();
  const files = new Map<string, string>();
  for (const file of readdirSync(folder).sort()) {
    const match = /\.((plan|run)(\.[0-9a-f]+)?\.(json|md|html|txt))$/.exec(file);
    const suffix = match?.[1];
    const kind = match?.[2];
    if (suffix === undefined || kind === undefined) continue;
    const text = readFileSync(join(folder, file), "utf8");
    files.set(suffix, text);
    if (suffix.endsWith(".json")) reports.set(kind, readReport(text, file));
  }
  return { reports, files };
}
