import type { Command } from "commander";
import type { CommonOptions, Run } from "../context";
import { loadEmulator } from "../emulator-package";

/** The emulator's own command: this one hands its arguments over as they are, and knows none of its options. */
export function add(program: Command, run: Run): void {
  program
    .command("emulator")
    .description("a tenant that runs on this machine: Microsoft Graph's licensing on 127.0.0.1")
    .helpOption(false)
    .passThroughOptions()
    .allowUnknownOption()
    .argument("[arguments...]", "those of the emulator's own command; --help lists them")
    .action((args: readonly string[]) =>
      run({ json: args.includes("--json") } satisfies CommonOptions, async (context) => {
        const { runCommandLine } = await loadEmulator(() => import("pulumi-m365-licenses-emulator/command"));
        return runCommandLine(args, {
          name: "m365-licenses emulator",
          workingFolder: context.workingFolder,
          writeOut: context.out.write,
          writeErr: context.err.write,
        });
      }),
    );
}
