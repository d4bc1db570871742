import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Execution } from "../../terms/execution";
import type { Observed } from "../../terms/observed";
import type { Plan, PoolLine } from "../../terms/plan";
import type { Policy } from "../../terms/policy";
import { renderExecution, renderRefusal } from "../../report/text/execution-text";
import { renderHtml } from "../../report/html/html";
import { renderJson, renderRefusalJson, renderRunJson, type Problems } from "../../report/json/json";
import { commitOf, linksOf } from "../../report/content/links";
import { renderMarkdown } from "../../report/markdown/markdown";
import { renderRefusalHtml, renderRunHtml } from "../../report/html/run-html";
import { renderRefusalMarkdown, renderRunMarkdown } from "../../report/markdown/run-markdown";
import { renderText } from "../../report/text/text";
import { composeUndo, formatUndo } from "../../report/json/undo";
import { ownFolder } from "./report-folder";

export type ReportContent =
  | {
      readonly kind: "plan";
      readonly plan: Plan;
      readonly policy?: Policy;
      readonly phase: "preview" | "up";
      /** Seats of the whole tenant, which the JSON report has for those who look back. */
      readonly pools?: readonly PoolLine[];
      readonly at?: string;
    }
  | {
      readonly kind: "applied";
      readonly plan: Plan;
      readonly execution: Execution;
      readonly policy?: Policy;
      /** When the run ended, ISO 8601. */
      readonly at?: string;
    }
  /** There is no plan (the stack file cannot be used, the tenant cannot be read), or a run that could not begin. */
  | { readonly kind: "failed"; readonly phase?: "plan" | "run"; readonly problems: Problems; readonly at?: string };

/** Reports outlive a run and go to people: a width that reads well in a browser and in a mail. */
const width = 110;

/**
 * Writes `<stack>.plan.{txt,md,json,html}`, after a run `<stack>.run.*`, each whole or not at all.
 * @returns what went wrong, as sentences; a report that cannot be written never stops a run
 */
export function writeReports(
  folder: string,
  stack: string,
  report: ReportContent,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const name = fileName(stack);
  return Object.entries(renderReports(stack, report, environment)).flatMap(([ending, text]) =>
    writeWhole(folder, `${name}.${phaseOf(report)}.${ending}`, text),
  );
}

/** What a run did, or why it could not, is told apart from what was planned. */
function phaseOf(report: ReportContent): "plan" | "run" {
  if (report.kind === "failed") return report.phase ?? "plan";
  return report.kind === "applied" ? "run" : "plan";
}

/**
 * Writes what everybody who is about to change holds: `<stack>.undo.<digest>.json`. To be called before the first write
 * to the tenant.
 *
 * @returns the file, or what went wrong as a sentence; undefined where nobody is about to change
 */
export function writeUndo(
  folder: string,
  stack: string,
  plan: Plan,
  before: Observed,
): { readonly file: string } | { readonly problem: string } | undefined {
  if (plan.transitions.length === 0) return undefined;
  const name = `${fileName(stack)}.undo.${fileName(plan.digest.slice(0, 12))}.json`;
  if (path.basename(folder) === ownFolder) {
    const [hidden] = writeWhole(folder, ".gitignore", "*\n", "file");
    if (hidden !== undefined) return { problem: hidden };
  }
  const [problem] = writeWhole(folder, name, formatUndo(composeUndo(plan, before, stack)), "undo file");
  return problem === undefined ? { file: path.join(folder, name) } : { problem };
}

/** The same report in every form, by the ending of its file. */
export function renderReports(
  stack: string,
  report: ReportContent,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<"txt" | "md" | "json" | "html", string>> {
  switch (report.kind) {
    case "plan": {
      const { plan, policy } = report;
      const link = linksOf(environment);
      const prices = policy?.prices === undefined ? {} : { prices: policy.prices };
      return {
        txt: `${renderText(plan, { width, maxPeople: 200, ...prices })}\n`,
        md: renderMarkdown(plan, { stack, ...prices, ...(link === undefined ? {} : { link }) }),
        json: renderJson(plan, stack, policy?.prices, {
          ...atOf(report),
          ...(report.pools === undefined ? {} : { pools: report.pools }),
        }),
        html: renderHtml(plan, { stack, ...prices, ...(link === undefined ? {} : { link }) }),
      };
    }
    case "applied": {
      const { plan, execution } = report;
      const commit = commitOf(environment);
      return {
        txt: `${renderExecution(plan, execution, { width, maxPeople: 200 })}\n`,
        md: renderRunMarkdown(plan, execution, stack),
        json: renderRunJson(plan, execution, stack, {
          ...atOf(report),
          ...(commit === undefined ? {} : { commit }),
        }),
        html: renderRunHtml(plan, execution, stack),
      };
    }
    case "failed": {
      const { problems, phase = "plan" } = report;
      return {
        txt: `${renderRefusal(problems, stack, { width, phase })}\n`,
        md: renderRefusalMarkdown(problems, stack, linksOf(environment), phase),
        json: renderRefusalJson(problems, stack, atOf(report)),
        html: renderRefusalHtml(problems, stack, linksOf(environment), phase),
      };
    }
  }
}

function atOf({ at }: ReportContent): { readonly at?: string } {
  return at === undefined ? {} : { at };
}

/** A pipeline that reads a report while it is written must find the whole of it. */
function writeWhole(folder: string, name: string, text: string, what = "report"): readonly string[] {
  const target = path.join(path.resolve(folder), name);
  const draft = `${target}.${String(process.pid)}.part`;
  try {
    mkdirSync(path.resolve(folder), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, target);
    return [];
  } catch (error) {
    discard(draft);
    return [`The ${what} ${target} could not be written: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

/** A draft that a full disk has cut off is nothing that anybody should find. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Where nothing can be written there is none.
  }
}

/** A stack's name as part of a file's name, inside the folder whatever it is. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_");
}
