import type { Command } from "commander";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { printAside, type CliContext, type ExitCode, type Run } from "../context";
import { projectFile } from "./doctor/examine-tools";
import { sayWhereTheStateIs } from "../engine/engine-complaint";
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
  if (code === 0) return 0;
  // Its words went straight to the terminal, and of this one they name the cause and no way out.
  if (!knowsBackend(context)) printAside(context, sayWhereTheStateIs);
  return 1;
}

/** Whether anything says where the state is: the environment, the project, or a login of before. */
function knowsBackend({ environment, workingFolder }: CliContext): boolean {
  const of = (name: string): string => environment[name] ?? "";
  if (of("PULUMI_BACKEND_URL") !== "" || of("PULUMI_ACCESS_TOKEN") !== "") return true;
  const home = of("PULUMI_HOME") === "" ? join(of("HOME") || of("USERPROFILE"), ".pulumi") : of("PULUMI_HOME");
  const file = projectFile(workingFolder);
  return (
    existsSync(join(home, "credentials.json")) || (file !== undefined && /^backend:/m.test(readFileSync(file, "utf8")))
  );
}
