import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readReport, type ReadReport } from "../report/json/read-report";
import { CliFailure, type CliContext } from "./context";
import { startProgress } from "./progress";

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
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-run-"));
  const progress = startProgress(context);
  const started = Date.now();
  const ticker = setInterval(
    () => progress.show(`${title}, ${String(Math.round((Date.now() - started) / 1000))} s`),
    500,
  );
  try {
    const { exitCode, output } = await spawnEngine(context, args, {
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

function spawnEngine(
  context: CliContext,
  args: readonly string[],
  extra: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const path = [context.environment["M365_LICENSES_ENGINE_DIR"], context.environment["PATH"]]
    .filter((part) => part !== undefined && part !== "")
    .join(delimiter);
  const program = findProgram(path);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: context.workingFolder,
      env: { ...context.environment, PATH: path, ...extra },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => parts.push(part));
    // The engine ends what it has begun on SIGINT; a harder end would leave its state behind.
    const stop = (): void => void child.kill("SIGINT");
    context.signal.addEventListener("abort", stop, { once: true });
    child.once("error", (error) =>
      reject(
        new CliFailure(
          "engine-failed",
          `${program} could not be run: ${error.message}.`,
          "Check the installation of Pulumi.",
        ),
      ),
    );
    child.once("close", (code) => {
      context.signal.removeEventListener("abort", stop);
      resolve({ exitCode: code ?? 1, output: Buffer.concat(parts).toString("utf8") });
    });
  });
}

function findProgram(path: string): string {
  const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
  for (const folder of path.split(delimiter)) {
    for (const name of names) if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
  }
  throw new CliFailure(
    "no-engine",
    "pulumi is not on PATH.",
    "Install Pulumi, or name the folder it is in with M365_LICENSES_ENGINE_DIR.",
  );
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
