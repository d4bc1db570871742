import type { Command } from "commander";
import type * as EmulatorCommand from "pulumi-m365-licenses-emulator/command";
import { CliFailure, type CommonOptions, type Run } from "../context";

const packageName = "pulumi-m365-licenses-emulator";

/**
 * The emulator is a package of its own, with its own command: this one hands its arguments over as they are, and knows
 * none of its options.
 */
export function add(program: Command, run: Run): void {
  program
    .command("emulator")
    .description("a tenant that runs on this machine: Microsoft Graph's licensing on 127.0.0.1")
    .helpOption(false)
    .allowUnknownOption()
    .argument("[arguments...]", "those of the emulator's own command; --help lists them")
    .action((args: readonly string[]) =>
      run({ json: args.includes("--json") } satisfies CommonOptions, async (context) => {
        const { runCommandLine } = await loadEmulator();
        return runCommandLine(args, {
          name: "m365-licenses emulator",
          workingFolder: context.workingFolder,
          writeOut: context.out.write,
          writeErr: context.err.write,
        });
      }),
    );
}

/** Loaded only when it is asked for: who writes licences needs no issuer of tokens. */
async function loadEmulator(): Promise<typeof EmulatorCommand> {
  try {
    return await import("pulumi-m365-licenses-emulator/command");
  } catch (error) {
    const isMissing =
      error instanceof Error && /MODULE_NOT_FOUND$/.test(codeOf(error)) && error.message.includes(`'${packageName}`);
    if (!isMissing) throw error;
    throw new CliFailure(
      "emulator-not-installed",
      "The emulated tenant is a package of its own that is not here:",
      `npm install --save-dev ${packageName}`,
    );
  }
}

function codeOf(error: Error): string {
  return String((error as NodeJS.ErrnoException).code);
}
