import type { Command } from "commander";
import type { CliContext, ExitCode, Run } from "../context";
import { interrupt, startEngine, untilEnded } from "../engine/start-engine";

/** The engine as it is, with its own options and questions: this command only finds it, and knows its passphrase. */
export function add(program: Command, run: Run): void {
  program
    .command("pulumi")
    .description("run the Pulumi engine of this repository: `pulumi up`, `pulumi stack init NAME`")
    .helpOption(false)
    .passThroughOptions()
    .allowUnknownOption()
    .argument("[arguments...]", "those of pulumi; --help lists them")
    .action((args: readonly string[]) => run({}, (context) => passOn(context, args)));
}

/**
 * In a terminal Ctrl-C reaches the engine by itself, which takes a second one for an order to drop everything: there
 * this process only waits.
 */
async function passOn(context: CliContext, args: readonly string[]): Promise<ExitCode> {
  const { signal, out } = context;
  const child = startEngine(context, args, { stdio: "inherit", apart: !out.isTerminal });
  const stop = (): void => (out.isTerminal ? undefined : interrupt(child));
  signal.addEventListener("abort", stop);
  const code = await untilEnded(child);
  signal.removeEventListener("abort", stop);
  return code === 0 ? 0 : 1;
}
