import { renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { readKept } from "../../history/kept-report";
import { readSnapshot } from "../../history/site/kept-snapshot";
import { renderSite } from "../../history/site/render-site";
import { SiteBook } from "../../history/site/site-book";
import { count } from "../../report/content/words";
import { print, printAside, printJson, type CliContext, type CommonOptions, type ExitCode, type Run } from "../context";
import { testOutFolder } from "../out-folder";
import { sourceOf, skippedLines, type SourceOptions } from "./history/source";

interface Options extends CommonOptions, SourceOptions {
  readonly out: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("site")
    .description("one static page over all stacks: seats, cost over time and what is to be done, out of JSON reports")
    .option("--reports <folder>", "the reports of a folder; of M365_LICENSES_REPORT_DIR where nothing is said")
    .option("--git <folder>", "every version of them in the Git history of a folder")
    .requiredOption("--out <folder>", "where index.html goes; it loads nothing, and can be put anywhere")
    .option("--json", "what was read and written, as JSON")
    .action((options: Options) => run(options, (context) => site(context, options)));
}

async function site(context: CliContext, options: Options): Promise<ExitCode> {
  const { files, notes } = await sourceOf(context, options);
  testOutFolder(context, options.out);
  const book = new SiteBook();
  const skipped: { readonly file: string; readonly why: string }[] = [];
  let reports = 0;
  for await (const found of files()) {
    const snapshot = "text" in found ? readSnapshot(found.text) : undefined;
    if (snapshot !== undefined) {
      reports += 1;
      book.take(snapshot);
    } else if (!("text" in found)) skipped.push(found);
    else {
      const kept = readKept(found.text);
      if (kept.kind !== "other")
        skipped.push({ file: found.place.file, why: kept.kind === "skipped" ? kept.why : "it is damaged" });
    }
  }
  const courses = book.courses();
  const folder = resolve(context.workingFolder, options.out);
  // Whoever looks at the page meanwhile finds the whole of the one before.
  const draft = join(folder, `index.html.${String(process.pid)}.part`);
  writeFileSync(draft, renderSite(courses, { reports, skipped }));
  renameSync(draft, join(folder, "index.html"));
  const file = join(options.out, "index.html");
  if (options.json === true)
    printJson(context, {
      format: "m365-licenses/site",
      version: 1,
      file,
      reports,
      stacks: courses.map(({ stack, day }) => ({ stack, day })),
      skipped,
      notes,
    });
  else {
    print(
      context,
      `${file}: ${count(courses.length, "stack", "stacks")} out of ${count(reports, "report", "reports")}`,
    );
    printAside(context, ...notes, ...skippedLines(skipped));
  }
  return 0;
}
