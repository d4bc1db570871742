import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { findGitHost } from "./comment/find-git-host";
import type { GitHost } from "./comment/git-host";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";

interface Options extends CommonOptions {
  readonly issue?: string;
  readonly close?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("comment")
    .description(
      "put reports on the pull request of this pipeline, each in the one comment of its stack (GitHub, Azure " +
        "DevOps, GitLab)",
    )
    .argument("<reports...>", "Markdown reports, as `plan --out` leaves them")
    .option("--issue <title>", "in an open issue instead: the one that was opened before, or a new one")
    .option("--close", "with --issue: close the issue that was opened before, if it is still open")
    .option("--json", "what was done, as JSON")
    .action((reports: readonly string[], options: Options) =>
      run(options, (context) => comment(context, reports, options)),
    );
}

async function comment(context: CliContext, reports: readonly string[], options: Options): Promise<ExitCode> {
  if (options.close === true && options.issue === undefined)
    throw new CliFailure("close-without-issue", "--close closes an issue, and none is named.", "Add --issue <title>.");
  const texts = reports.map((file) => ({ file, ...readMarked(context, file) }));
  const host = findGitHost(context.environment);
  const done: { file: string; done: string }[] = [];
  for (const { file, marker, text } of texts) done.push({ file, done: await put(host, marker, text, options) });
  if (options.json === true)
    printJson(context, { format: "m365-licenses/comment", version: 1, host: host.name, reports: done });
  else
    print(
      context,
      ...done.map((one) => {
        const what = options.issue === undefined ? "comment" : "issue";
        const done = one.done === "none open" ? "no issue is open" : `${what} ${one.done}`;
        return `${one.file}: ${done} on ${host.name}`;
      }),
    );
  return 0;
}

function put(host: GitHost, marker: string, text: string, options: Options): Promise<string> {
  if (options.issue === undefined) return host.comment(marker, text);
  return options.close === true ? host.closeIssue(marker, text) : host.issue(marker, options.issue, text);
}

/**
 * The marker stands in the first line; without one the comment could not be found again, and every push would add
 * another.
 */
function readMarked(context: CliContext, file: string): { readonly marker: string; readonly text: string } {
  let text: string;
  try {
    text = readFileSync(resolve(context.workingFolder, file), "utf8");
  } catch (error) {
    throw new CliFailure(
      "file-missing",
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Name a Markdown report.",
    );
  }
  const marker = /^<!-- m365-licenses: .* -->/.exec(text)?.[0];
  if (marker === undefined)
    throw new CliFailure("no-report", `${file} is no Markdown report of m365-licenses.`, "Name a <stack>.plan.md.");
  return { marker, text };
}
