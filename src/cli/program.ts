import { Command, CommanderError } from "commander";
import type { CliContext, CliProcess, ExitCode, Run } from "./context";
import { visibleOutput } from "./output";
import { runCommand } from "./run-command";

interface CommandFile {
  readonly add: (program: Command, run: Run) => void;
}

/** Each command lives in a file of its own, and only the one that is asked for is loaded; help loads them all. */
const commands: Readonly<Record<string, () => Promise<CommandFile>>> = {
  init: () => import("./commands/init.js"),
  validate: () => import("./commands/validate.js"),
  plan: () => import("./commands/plan.js"),
  apply: () => import("./commands/apply.js"),
  drift: () => import("./commands/drift.js"),
  doctor: () => import("./commands/doctor.js"),
  status: () => import("./commands/status.js"),
  skus: () => import("./commands/skus.js"),
  import: () => import("./commands/import.js"),
  explain: () => import("./commands/explain.js"),
  restore: () => import("./commands/restore.js"),
  reclaim: () => import("./commands/reclaim.js"),
  history: () => import("./commands/history.js"),
  site: () => import("./commands/site.js"),
  comment: () => import("./commands/comment.js"),
  pulumi: () => import("./commands/pulumi.js"),
  catalog: () => import("./commands/catalog.js"),
  try: () => import("./commands/try.js"),
  emulator: () => import("./commands/emulator.js"),
};

/** The name of every command. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Runs the command line: arguments without the interpreter and the script. */
export async function runCli(args: readonly string[], from: CliProcess, version: string): Promise<ExitCode> {
  const context = contextOf(from);
  let exitCode: ExitCode = 0;
  const run: Run = async (options, action) => {
    exitCode = await runCommand(context, options, () => action(context, options));
  };
  const program = new Command("m365-licenses")
    .description("Microsoft 365 licences, declared in YAML and applied by pulumi up.")
    .version(version)
    .enablePositionalOptions()
    .showHelpAfterError("(add --help for what can be written here)")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 failed or refused, 2 done and something differs (drift, plan --detailed-exitcode).",
    );
  const asked = commands[args[0] ?? ""];
  for (const load of asked === undefined ? Object.values(commands) : [asked]) (await load()).add(program, run);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: context.out.write,
      writeErr: context.err.write,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
    command.showHelpAfterError("(add --help for what can be written here)");
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 1;
  }
  return exitCode;
}

/** Whatever is written goes through one place; the signal is asked for only by who waits. */
function contextOf(from: CliProcess): CliContext {
  const { workingFolder, environment, now, out, err } = from;
  return {
    workingFolder,
    environment,
    now,
    out: visibleOutput(out),
    err: visibleOutput(err),
    get signal() {
      return from.signal;
    },
    get insistence() {
      return from.insistence;
    },
  };
}
