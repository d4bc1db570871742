import { Command } from "commander";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { Graph } from "./graph";
import type { StayOptions } from "./stay";

interface Options {
  readonly tenant: string;
  readonly prefix: string;
  readonly sku: readonly string[];
  readonly endpoint?: string;
  readonly patience: string;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A command that stays in the tenant to which environment and options lead; Ctrl-C ends it in good order. */
export function stayCommand(name: string, act: (graph: Graph, options: StayOptions) => Promise<boolean>): Command {
  return new Command(name)
    .requiredOption("--tenant <name>", "a domain or the id of the tenant that is meant: any other one is refused")
    .requiredOption("--prefix <text>", "what everything that is made begins with, such as `zzlicence`")
    .option(
      "--sku <part number>",
      "may be taken for a while, as far as seats are free",
      (one: string, all: readonly string[]) => [...all, one],
      [],
    )
    .option("--endpoint <url>", "an implementation of Graph on this machine, by its address")
    .option("--patience <seconds>", "for lists and groups to catch up", "600")
    .action(async (options: Options) => {
      const stop = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.on(signal, () => {
          say("Stopping: what was made is taken away first.");
          stop.abort();
        });
      const { endpoint, tenant, prefix, sku: skus } = options;
      const environment = endpoint === undefined ? {} : { M365_LICENSES_GRAPH_ENDPOINT: endpoint };
      try {
        const graph = new Graph(readConnectionSettings({ ...process.env, ...environment }));
        const patience = Number(options.patience) * 1000;
        const isWell = await act(graph, { tenant, prefix, skus, patience, signal: stop.signal });
        process.exitCode = isWell && !stop.signal.aborted ? 0 : 1;
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    });
}
