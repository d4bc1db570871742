#!/usr/bin/env node
import { packageVersion } from "./own-package";
import type { Stream } from "./output";
import { runCli } from "./program";

/** The command as a process: its streams, its clock, its exit code. */
async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endWithReader);
  const exitCode = await runCli(
    process.argv.slice(2),
    {
      workingFolder: process.cwd(),
      environment: process.env,
      now: () => new Date(),
      out: streamOf(process.stdout),
      err: streamOf(process.stderr),
      get signal() {
        return listen().asked.signal;
      },
      get insistence() {
        return listen().insisted.signal;
      },
    },
    packageVersion,
  );
  process.exitCode = readerIsGone ? 0 : exitCode;
  // What was given up may still hold a connection open, which nobody waits for any more.
  if (stop?.asked.signal.aborted === true) process.stdout.write("", () => process.exit());
}

interface Stop {
  readonly asked: AbortController;
  readonly insisted: AbortController;
}

let stop: Stop | undefined;
let readerIsGone = false;

/**
 * A reader that goes away early (`| head`) is no error of ours. What was begun is ended first: an engine would stay
 * behind.
 */
function endWithReader(error: NodeJS.ErrnoException): void {
  readerIsGone = error.code === "EPIPE";
  process.exitCode = readerIsGone ? 0 : 1;
  if (stop === undefined) process.exit();
  stop.asked.abort();
}

/**
 * Listens for Ctrl-C only once a command asks for it, which is when it begins to wait for Graph or the engine. A
 * handler runs between two steps of a program, and so keeps one that computes from being ended: a command that only
 * reads files has none, and is ended by the system at once.
 */
function listen(): Stop {
  if (stop !== undefined) return stop;
  const controllers = { asked: new AbortController(), insisted: new AbortController() };
  const hear = (): void => (controllers.asked.signal.aborted ? controllers.insisted : controllers.asked).abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, hear);
  stop = controllers;
  return controllers;
}

function streamOf(stream: NodeJS.WriteStream): Stream {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.columns };
}

void main();
