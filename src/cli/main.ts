#!/usr/bin/env node
import { createRequire } from "node:module";
import type { Output } from "./context";
import { runCli } from "./program";

/** The command as a process: its streams, its clock, its exit code. */
async function main(): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  // A reader that goes away early (`| head`) is no error of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const { version } = createRequire(__filename)("pulumi-m365-licenses/package.json") as { readonly version: string };
  process.exitCode = await runCli(
    process.argv.slice(2),
    {
      workingFolder: process.cwd(),
      environment: process.env,
      now: () => new Date(),
      out: outputOf(process.stdout),
      err: outputOf(process.stderr),
      signal: stop.signal,
    },
    version,
  );
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.columns };
}

void main();
