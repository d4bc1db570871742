import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Command } from "commander";
import { CliFailure, print, type CliContext, type ExitCode, type Run } from "../context";
import { loadEmulator } from "../emulator-package";
import { enginePath, findEngine } from "../engine/find-engine";
import { untilEnded } from "../engine/start-engine";
import { packageFolder } from "../own-package";
import { tellStory, type Teller } from "./try/story";
import { trialFolder, TrialProject } from "./try/trial-project";

export function add(program: Command, run: Run): void {
  program
    .command("try")
    .description(`play the whole story on an emulated tenant, in ${trialFolder}/: change, refusal, approval, undo`)
    .action(() => run({}, tryEverything));
}

async function tryEverything(context: CliContext): Promise<ExitCode> {
  findEngine(context);
  const { startEmulator } = await loadEmulator(() => import("pulumi-m365-licenses-emulator"));
  const emulator = await startEmulator({ tenant: join(packageFolder, "templates/try/tenant.yaml") });
  try {
    const project = new TrialProject(context.workingFolder);
    await tellStory(project, tellerOf(context, project, emulator.url), context.now());
  } finally {
    await emulator.stop();
  }
  print(
    context,
    "",
    `That was all on this machine. Stacks, state and reports of the story are in ${trialFolder}/ until the next one.`,
    "To go on by hand, start the tenant in another window, `npm run tenant`, and in this one:",
    process.platform === "win32"
      ? '  $env:M365_LICENSES_GRAPH_ENDPOINT = "http://127.0.0.1:4000"'
      : "  export M365_LICENSES_GRAPH_ENDPOINT=http://127.0.0.1:4000",
    "  npx m365-licenses pulumi stack init contoso",
    "  npx m365-licenses plan contoso",
  );
  return 0;
}

/** Commands run in processes of their own, as they do when they are typed. */
function tellerOf(context: CliContext, project: TrialProject, graph: string): Teller {
  const environment = {
    ...context.environment,
    PATH: enginePath(context),
    ...project.environment(graph),
  };
  return {
    say: (...lines) => print(context, ...lines),
    run: async (args, expected = "succeeds") => {
      if (context.signal.aborted) throw new CliFailure("stopped", "The story was stopped.", "Begin it again.");
      const typed = `npx m365-licenses ${args.join(" ")}`;
      print(context, "", `$ ${typed}`);
      const main = join(packageFolder, "dist/src/cli/main.js");
      const child = spawn(process.execPath, [main, ...args], {
        cwd: project.folder,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => context.out.write(text));
      const code = await untilEnded(child);
      if ((code === 0) === (expected === "succeeds")) return;
      throw new CliFailure(
        "story-failed",
        `\`${typed}\` ended with ${code}, and the story goes otherwise.`,
        "What it said is above.",
      );
    },
  };
}
