#!/usr/bin/env node
import { runCommandLine } from "./command/command-line";
import { visibleLines } from "./settings/visible";

/** The command as a process. */
async function main(): Promise<void> {
  // A reader that goes away early (`| head`) is no error of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    name: "pulumi-m365-licenses-emulator",
    workingFolder: process.cwd(),
    writeOut: (text) => void process.stdout.write(visibleLines(text)),
    writeErr: (text) => void process.stderr.write(visibleLines(text)),
  });
}

main().catch((error: unknown) => {
  process.stderr.write(
    `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
