import type { Command } from "commander";
import { historyText } from "../../history/history-lines";
import { HistoryBook, type FoundFile, type SkippedFile, type Wanted } from "../../history/tell-history";
import {
  CliFailure,
  printAside,
  printJson,
  printReport,
  wantsColor,
  type CliContext,
  type CommonOptions,
  type ExitCode,
  type Run,
} from "../context";
import { skippedLines, sourceOf, type SourceOptions } from "./history/source";

interface Options extends CommonOptions, SourceOptions {
  readonly since?: string;
  readonly until?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("history")
    .description("who got or lost what, when and by which commit, out of the JSON reports that runs have left")
    .argument("[who]", "a person, a group or a product; everybody where nothing is said")
    .option("--reports <folder>", "the reports of a folder; of M365_LICENSES_REPORT_DIR where nothing is said")
    .option("--git <folder>", "every version of them in the Git history of a folder")
    .option("--since <day>", "from this day on, YYYY-MM-DD")
    .option("--until <day>", "up to this day")
    .option("--json", "as JSON")
    .action((who: string | undefined, options: Options) => run(options, (context) => history(context, who, options)));
}

async function history(context: CliContext, who: string | undefined, options: Options): Promise<ExitCode> {
  const wanted: Wanted = {
    ...(who === undefined ? {} : { who }),
    ...(options.since === undefined ? {} : { since: dayOf("--since", options.since) }),
    ...(options.until === undefined ? {} : { until: dayOf("--until", options.until) }),
  };
  const { files, notes } = await sourceOf(context, options);
  const book = new HistoryBook();
  for await (const found of files()) take(book, found);
  const missing = book.missing();
  const plans = new Map<string, string>();
  if (missing.size > 0)
    for await (const found of files()) {
      const digest = "text" in found ? missing.get(found.key()) : undefined;
      if (digest !== undefined && "text" in found) plans.set(digest, found.text);
    }
  const told = book.tell(wanted, plans);
  const { skipped, ...rest } = told;
  if (options.json === true)
    printJson(context, { format: "m365-licenses/history", version: 1, ...rest, skipped, notes });
  else {
    printReport(
      context,
      historyText(told, wanted, {
        color: wantsColor(context),
        ...(context.out.columns === undefined ? {} : { width: context.out.columns }),
      }),
    );
    printAside(context, ...notes, ...skippedLines(skipped));
  }
  return 0;
}

function take(book: HistoryBook, found: FoundFile | SkippedFile): void {
  if ("text" in found) book.take(found);
  else book.skip(found);
}

function dayOf(option: string, text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isKnown = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  if (isKnown && date.toISOString().startsWith(text)) return text;
  throw new CliFailure("day-invalid", `${option} ${text} is no day.`, "Write it like 2026-11-23.");
}
