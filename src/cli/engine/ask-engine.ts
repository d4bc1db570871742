import type { CliContext } from "../context";
import { interrupt, startEngine, untilEnded } from "./start-engine";

export interface EngineAnswer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** Nothing came in time, and the engine was ended. */
  readonly isLate: boolean;
}

/**
 * Has the engine answer a question that changes nothing, and waits so many milliseconds for it and no longer.
 *
 * @throws CliFailure where there is no engine, or it cannot be started
 */
export async function askEngine(context: CliContext, args: readonly string[], patience: number): Promise<EngineAnswer> {
  const child = startEngine(context, args, {
    stdio: ["ignore", "pipe", "pipe"],
    environment: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    apart: true,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on("data", (part: Buffer) => out.push(part));
  child.stderr?.on("data", (part: Buffer) => err.push(part));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
    // What it has started may hold on to these, and they would be waited for.
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, patience);
  const stop = (): void => interrupt(child);
  context.signal.addEventListener("abort", stop, { once: true });
  try {
    const exitCode = await untilEnded(child);
    const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
    return { exitCode, out: text(out), err: text(err), isLate };
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener("abort", stop);
  }
}
