import { runCli } from "../../src/cli/program";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly folder?: string;
  /** Where the emulated tenant is. */
  readonly graph?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** Of the terminal; 120 where nothing is said. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

/** Runs a command line in this process, with streams of its own. */
export async function commandLine(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const written = { out: "", err: "" };
  const output = (stream: "out" | "err") => ({
    write: (text: string) => void (written[stream] += text),
    isTerminal: surroundings.terminal ?? false,
    columns: surroundings.terminal === true ? (surroundings.columns ?? 120) : undefined,
  });
  const code = await runCli(
    args,
    {
      workingFolder: surroundings.folder ?? process.cwd(),
      environment: {
        ...(surroundings.graph === undefined ? {} : { M365_LICENSES_GRAPH_ENDPOINT: surroundings.graph }),
        ...surroundings.environment,
      },
      now: () => new Date("2026-11-23T12:00:00Z"),
      out: output("out"),
      err: output("err"),
      signal: surroundings.signal ?? new AbortController().signal,
      insistence: new AbortController().signal,
    },
    "1.2.3",
  );
  return { code, ...written };
}
