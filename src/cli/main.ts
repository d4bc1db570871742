#!/usr/bin/env node
import { packageVersion } from "./own-package";
import type { Stream } from "./output";
import { runCli } from "./program";

/** The command as a process: its streams, its clock, its exit code. */
async function main(): Promise<void> {
  // A reader that goes away early (`| head`) is no error of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  process.exitCode = await runCli(
    process.argv.slice(2),
    {
      workingFolder: process.cwd(),
      environment: process.env,
      now: () => new Date(),
      out: streamOf(process.stdout),
      err: streamOf(process.stderr),
      get signal() {
        return stopSignal();
      },
    },
    packageVersion,
  );
}

let stop: AbortController | undefined;

/**
 * Listens for Ctrl-C only once a command asks for it, which is when it begins to wait for Graph or the engine. A
 * handler runs between two steps of a program, and so keeps one that computes from being ended: a command that only
 * reads files has none, and is ended by the system at once.
 */
function stopSignal(): AbortSignal {
  if (stop !== undefined) return stop.signal;
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  process.once("SIGTERM", () => controller.abort());
  stop = controller;
  return controller.signal;
}

function streamOf(stream: NodeJS.WriteStream): Stream {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.columns };
}

void main();
