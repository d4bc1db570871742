import type { Command } from "commander";
import type { Plan, Reason } from "../../terms/plan";
import { count, formatNumber } from "../../report/content/words";
import {
  print,
  printJson,
  printReport,
  type CliContext,
  type ExitCode,
  type Run,
  type CommonOptions,
} from "../context";
import { overview, jsonOf, among, failedText } from "../previews";
import { previewStack, previewText, type Preview } from "../preview";
import { chooseStackFiles } from "../stacks";
import { changesTenant, isRefused } from "../../terms/refusals";
import { visible } from "../../text/visible";

export function add(program: Command, run: Run): void {
  program
    .command("drift")
    .description("whether tenants still are as declared; exit code 2 where they are not")
    .argument("[stacks...]", "names or files; every stack where nothing is said")
    .option("--json", "as JSON")
    .action((stacks: readonly string[], options: CommonOptions) =>
      run(options, (context) => drift(context, stacks, options)),
    );
}

async function drift(context: CliContext, named: readonly string[], options: CommonOptions): Promise<ExitCode> {
  const previews: Preview[] = [];
  const files = chooseStackFiles(context, named);
  for (const file of files) {
    const preview = await previewStack(context, file);
    if (options.json !== true) printReport(context, among(files, previews, preview, driftText(context, preview)));
    previews.push(preview);
  }
  if (options.json === true) {
    printJson(context, {
      format: "m365-licenses/drift",
      version: 1,
      stacks: previews.map((preview) => ({
        ...jsonOf(preview),
        ...(preview.kind === "planned" ? { causes: causesOf(preview.plan) } : {}),
      })),
    });
  } else if (previews.length > 1) print(context, "", overview(previews));
  if (previews.some((preview) => preview.kind === "failed")) return 1;
  // A refusal without a change is no drift, and somebody has to look at it all the same.
  if (previews.some((preview) => preview.kind === "planned" && changesTenant(preview.plan))) return 2;
  return previews.some((preview) => preview.kind === "planned" && isRefused(preview.plan)) ? 1 : 0;
}

interface Causes {
  /** Changed behind the stack's back. */
  readonly drift: number;
  /** An assignment has ended since the last run. */
  readonly expired: number;
  /** Declared, and not applied yet. */
  readonly notApplied: number;
}

/** Principals by what made them differ; drift first, then expiry. */
export function causesOf(plan: Plan): Causes {
  const causes = { drift: 0, expired: 0, notApplied: 0 };
  for (const transition of plan.transitions) {
    const kinds = new Set<Reason["kind"]>(
      [...transition.grants, ...transition.removals].flatMap((part) => part.reasons.map((reason) => reason.kind)),
    );
    if (kinds.has("drift")) causes.drift += 1;
    else if (kinds.has("expired")) causes.expired += 1;
    else causes.notApplied += 1;
  }
  const told = new Set(plan.transitions.map(({ id }) => id));
  causes.notApplied += (plan.memberships ?? []).filter(({ group }) => !told.has(group)).length;
  return causes;
}

function driftText(context: CliContext, preview: Preview): string {
  if (preview.kind === "failed") return failedText(preview);
  const { drift: drifted, expired, notApplied } = causesOf(preview.plan);
  const stack = visible(preview.stack);
  if (!changesTenant(preview.plan) && !isRefused(preview.plan)) return `${stack}: as declared`;
  const parts = [
    drifted > 0 ? `${count(drifted, "person or group", "people or groups")} changed behind the stack's back` : "",
    expired > 0 ? `${formatNumber(expired)} with an assignment that ended` : "",
    notApplied > 0 ? `${formatNumber(notApplied)} not applied yet` : "",
  ].filter((part) => part !== "");
  const head = `${stack}: ${parts.length === 0 ? "as declared, and refused all the same" : parts.join(", ")}`;
  return `${head}\n\n${previewText(context, preview)}`;
}
