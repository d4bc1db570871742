import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { readUndo, type Undo } from "../../report/json/undo-schema";
import { count, enumerateSome } from "../../report/content/words";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { restoreStack, type Restored } from "./restore/restore-stack";
import { insideProject, readTexts, writeChanged } from "./restore/project-files";
import { schemaPath } from "../schema-path";
import { readStack, stackFile, stacksFolder } from "../stacks";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly dryRun?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("restore")
    .description("turn an undo file (what people held before a run) into a change of the stack, to review and apply")
    .argument("<file>", "the <stack>.undo.<digest>.json that a run left beside its reports")
    .option("--stack <name>", "the stack to change; the one that the file names where nothing is said")
    .option("--dry-run", "say what would be changed, and write nothing")
    .option("--json", "as JSON")
    .action((file: string, options: Options) =>
      run(options, (context) => Promise.resolve(restore(context, file, options))),
    );
}

function restore(context: CliContext, file: string, options: Options): ExitCode {
  const undo = readUndoFile(context, file);
  const stack = readStack(context, insideProject(context, stackOf(undo, options)));
  const before = readTexts(context, stack);
  const { texts, ...outcome } = restoreStack(undo, stack, before, context.now(), {
    schema: schemaPath(context.workingFolder, `${stacksFolder}/restored/part.yaml`, "stack-part"),
    folder: "restored",
    title: `Restored from the run of ${undo.today} (${undo.digest.slice(0, 12)})`,
  });
  const changed = writeChanged(context, before, texts, options.dryRun !== true);
  const result = { changed, ...outcome };
  if (options.json === true)
    printJson(context, { format: "m365-licenses/restore", version: 1, written: options.dryRun !== true, ...result });
  else print(context, ...restoreLines(undo, result, options.dryRun === true));
  return result.byHand.length > 0 || result.problems.length > 0 ? 1 : 0;
}

/** A name that the file gives is looked for among the stacks and nowhere else. */
function stackOf(undo: Undo, options: Options): string {
  return options.stack === undefined ? `${stacksFolder}/${undo.stack}.yaml` : stackFile(options.stack);
}

function readUndoFile(context: CliContext, file: string): Undo {
  let text: string;
  try {
    text = readFileSync(resolve(context.workingFolder, file), "utf8");
  } catch (error) {
    throw new CliFailure(
      "file-missing",
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "Name an undo file.",
    );
  }
  const read = readUndo(text, file);
  if (read.kind === "invalid")
    throw new CliFailure("undo-invalid", `${read.message}.`, "Name an undo file that a run left.");
  return read.undo;
}

interface Result extends Omit<Restored, "texts"> {
  readonly changed: readonly string[];
}

function whoText(undo: Undo): string {
  const groups = undo.principals.filter(({ principal }) => principal === "group").length;
  const people = undo.principals.length - groups;
  return [
    people > 0 || groups === 0 ? count(people, "person", "people") : "",
    groups > 0 ? count(groups, "group", "groups") : "",
  ]
    .filter((text) => text !== "")
    .join(" and ");
}

function restoreLines(undo: Undo, result: Result, isDry: boolean): readonly string[] {
  const lines = [
    `Run of ${undo.today} on ${undo.tenant.displayName}, digest ${undo.digest}: it changed ${whoText(undo)}; ` +
      `${result.unchanged === 0 ? "none of them is" : count(result.unchanged, "of them is", "of them are")} ` +
      "declared what they held before.",
  ];
  if (result.restored.length > 0)
    lines.push(
      `${isDry ? "Would be declared" : "Now declared"} again what they held: ${enumerateSome(result.restored, 50)}.`,
    );
  if (result.changed.length > 0)
    lines.push(`${isDry ? "Would change" : "Changed"}: ${result.changed.join(", ")}. Review it, and run a plan.`);
  if (result.byHand.length > 0) lines.push("", "To do by hand:", ...result.byHand.map((text) => `  ${text}`));
  if (result.problems.length > 0)
    lines.push("", "To mend before the next run:", ...result.problems.map((text) => `  ${text}`));
  if (result.left.length > 0)
    lines.push("", "Not possible in a stack:", ...result.left.map(({ name, why }) => `  ${name}: ${why}`));
  return lines;
}
