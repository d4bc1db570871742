import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, resolve } from "node:path";
import type { Command } from "commander";
import { readUndo, type Undo } from "../report/undo";
import { count, enumerateSome } from "../report/words";
import { formatProblem } from "../stack/format-problem";
import { loadStack } from "../stack/load-stack";
import type { Stack } from "../stack/problem";
import { CliFailure, print, printJson, type CliContext, type ExitCode } from "./context";
import type { Run } from "./program";
import { decideRestore, type Decision } from "./restore/decide-restore";
import { composePart, includePart, takeOutLines, type Texts } from "./restore/edit-files";
import type { CommonOptions } from "./run-command";
import { readStack, stackFile } from "./stacks";

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
    .action((file: string, options: Options) => run(options, (context) => Promise.resolve(restore(context, file, options))));
}

function restore(context: CliContext, file: string, options: Options): ExitCode {
  const undo = readUndoFile(context, file);
  const stack = readStack(context, stackFile(options.stack ?? undo.stack));
  const decision = decideRestore(undo, stack);
  const before = readTexts(context, stack);
  const { texts, byHand } = decision.restorations.length === 0 ? { texts: before, byHand: [] } : edit(stack, undo, decision, before);
  const changed = [...texts].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  // A list that names nobody any more, for one, is a problem that only a person can solve: the files are written, and it says so.
  const problems = changed.length === 0 ? [] : problemsOf(context, stack, texts);
  if (options.dryRun !== true) for (const path of changed) write(resolve(context.workingFolder, path), texts.get(path) ?? "");
  const result = { changed, restored: decision.restorations.map(({ name }) => name), unchanged: decision.unchanged, byHand, problems, left: decision.left };
  if (options.json === true) printJson(context, { format: "m365-licenses/restore", version: 1, written: options.dryRun !== true, ...result });
  else print(context, restoreText(undo, result, options.dryRun === true));
  return byHand.length > 0 || problems.length > 0 ? 1 : 0;
}

function readUndoFile(context: CliContext, file: string): Undo {
  let text: string;
  try {
    text = readFileSync(resolve(context.workingFolder, file), "utf8");
  } catch (error) {
    throw new CliFailure("file-missing", `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, "Name an undo file.");
  }
  const read = readUndo(text, file);
  if (read.kind === "invalid") throw new CliFailure("undo-invalid", `${read.message}.`, "Name an undo file that a run left.");
  return read.undo;
}

function readTexts(context: CliContext, stack: Stack): Texts {
  return new Map(stack.files.map((path) => [path, readFileSync(resolve(context.workingFolder, path), "utf8")]));
}

function edit(stack: Stack, undo: Undo, decision: Decision, before: Texts): { readonly texts: Texts; readonly byHand: readonly string[] } {
  const { texts, byHand } = takeOutLines(before, decision.restorations);
  const part = composePart(decision.restorations, `Restored from the run of ${undo.today} (${undo.digest.slice(0, 12)})`);
  if (part === undefined) return { texts, byHand };
  const name = `restored/${undo.stack}-${undo.today}-${undo.digest.slice(0, 12)}.yaml`;
  const included = includePart(texts.get(stack.file) ?? "", name);
  const path = posix.join(posix.dirname(stack.file), name);
  const edited = new Map(texts).set(path, part.replace("../schema/", "../../schema/"));
  if (included === undefined) return { texts: edited, byHand: [...byHand, `Add ${name} to \`include\` of ${stack.file}.`] };
  return { texts: edited.set(stack.file, included), byHand };
}

/** Reads the changed stack as a run would, in a folder of its own. */
function problemsOf(context: CliContext, stack: Stack, texts: Texts): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-restore-"));
  try {
    for (const [path, text] of texts) write(join(folder, path), text);
    const result = loadStack(stack.file, { now: context.now(), root: folder });
    return result.kind === "ok" ? [] : result.problems.map(formatProblem);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

interface Result {
  readonly changed: readonly string[];
  readonly restored: readonly string[];
  readonly unchanged: number;
  readonly byHand: readonly string[];
  readonly problems: readonly string[];
  readonly left: Decision["left"];
}

function restoreText(undo: Undo, result: Result, isDry: boolean): string {
  const lines = [
    `Run of ${undo.today} on ${undo.tenant.displayName}, digest ${undo.digest}: ${count(undo.principals.length, "principal", "principals")} had changed, ${String(result.unchanged)} of them are declared what they held before.`,
  ];
  if (result.restored.length > 0) lines.push(`${isDry ? "Would be declared" : "Now declared"} again what they held: ${enumerateSome(result.restored, 50)}.`);
  if (result.changed.length > 0) lines.push(`${isDry ? "Would change" : "Changed"}: ${result.changed.join(", ")}. Review it, and run a plan.`);
  if (result.byHand.length > 0) lines.push("", "To do by hand:", ...result.byHand.map((text) => `  ${text}`));
  if (result.problems.length > 0) lines.push("", "To mend before the next run:", ...result.problems.map((text) => `  ${text}`));
  if (result.left.length > 0) lines.push("", "Not possible:", ...result.left.map(({ name, why }) => `  ${name}: ${why}`));
  return lines.join("\n");
}
