import { Command } from "commander";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { Graph } from "./graph";
import { runCases } from "./run-cases";

interface Options {
  readonly tenant: string;
  readonly prefix: string;
  readonly sku: readonly string[];
  readonly endpoint?: string;
  readonly patience: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the cases where environment and options lead to. Exit code 1 where one failed or something is left. */
async function main(options: Options): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      say("Stopping: what was made is taken away first.");
      stop.abort();
    });
  const { endpoint, tenant, prefix, sku: skus } = options;
  const environment = endpoint === undefined ? {} : { M365_LICENSES_GRAPH_ENDPOINT: endpoint };
  const graph = new Graph(readConnectionSettings({ ...process.env, ...environment }));
  const patience = Number(options.patience) * 1000;
  const stay = { tenant, prefix, skus, patience, signal: stop.signal };
  const { results, left } = await runCases(graph, stay, ({ kind, name, why }) =>
    say(`${kind.padEnd(7)} ${name}${why === undefined ? "" : `: ${why}`}`),
  );
  const failed = results.filter(({ kind }) => kind === "failed").length;
  const passed = results.filter(({ kind }) => kind === "passed").length;
  say(`${passed} passed, ${failed} failed, ${results.length - passed - failed} skipped; ${left.length} things left`);
  for (const line of left) say(`left: ${line}`);
  process.exitCode = failed + left.length > 0 || stop.signal.aborted ? 1 : 0;
}

new Command("acceptance")
  .requiredOption("--tenant <name>", "a domain or the id of the tenant that is meant: any other one is refused")
  .requiredOption("--prefix <text>", "what everything that is made begins with, such as `zzlicence`")
  .option(
    "--sku <part number>",
    "may be taken for a while, as far as seats are free",
    (one, all: string[]) => [...all, one],
    [],
  )
  .option("--endpoint <url>", "an implementation of Graph on this machine, by its address")
  .option("--patience <seconds>", "for lists and groups to catch up", "600")
  .action((options: Options) =>
    main(options).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }),
  )
  .parse();
