import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Command } from "commander";
import type { Observed } from "../../terms/observed";
import { count, enumerateSome, formatNumber } from "../../report/content/words";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { composeStack, type ComposedStack, type ComposeOptions } from "./import/compose-stack";
import type { LicensedGroup } from "./import/combinations";
import { readLicensedGroups } from "./import/read-groups";
import { verifyStack, writeFiles } from "./import/verify";
import { startProgress } from "../progress";
import { stackName, stacksFolder } from "../stacks";
import { emptyRequest, openReader, openTenant } from "../tenant";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly out: string;
  readonly force?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("import")
    .description("write the tenant as it is as a stack, whose first run changes nobody and makes no call")
    .option("--stack <name>", "name of the stack; the tenant's own first name where nothing is said")
    .option("--out <folder>", "folder of the stacks", stacksFolder)
    .option("--force", "write over a stack of that name")
    .option("--json", "what was written, as JSON")
    .action((options: Options) => run(options, importTenant));
}

async function importTenant(context: CliContext, options: Options): Promise<ExitCode> {
  const progress = startProgress(context);
  const { observed, groups } = await readEverything(context, progress.show).finally(progress.end);
  const stack = options.stack ?? defaultName(observed);
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(stack))
    throw new CliFailure("stack-name", `"${stack}" is no name for a stack.`, "Use letters, digits, dots and hyphens.");
  const folder = resolve(context.workingFolder, options.out);
  const file = resolve(folder, `${stack}.yaml`);
  if (existsSync(file) && options.force !== true) {
    throw new CliFailure(
      "stack-exists",
      `${relative(context.workingFolder, file)} exists already.`,
      "Give another name with --stack, or write over it with --force.",
    );
  }
  const now = context.now();
  const composed = composeUnchanging(observed, groups, { stack, today: now.toISOString().slice(0, 10) }, now);
  const written = writeFiles(folder, composed).map((path) => relative(context.workingFolder, path).replace(/\\/g, "/"));
  if (options.json === true) {
    const { people, groups: groupCount, assignments, bundles, left, notes } = composed;
    printJson(context, {
      format: "m365-licenses/import",
      version: 1,
      stack,
      files: written,
      people,
      groups: groupCount,
      assignments,
      bundles,
      left,
      notes,
    });
  } else print(context, ...importLines(written, composed));
  return 0;
}

async function readEverything(
  context: CliContext,
  show: (text: string) => void,
): Promise<{ readonly observed: Observed; readonly groups: readonly LicensedGroup[] }> {
  show("reading the groups");
  const groups = await readLicensedGroups(openReader(context));
  show("reading the people");
  const observed = await openTenant(context).readTenant({
    ...emptyRequest,
    groupIds: groups.map((group) => group.id),
    wholeTenant: true,
  });
  show(`${count(observed.users.length, "person", "people")} read`);
  return { observed, groups };
}

/**
 * Rules that the tenant breaks today would refuse the first run: they are written down as warnings, for somebody to
 * clear up.
 */
export function composeUnchanging(
  observed: Observed,
  groups: readonly LicensedGroup[],
  options: ComposeOptions,
  now: Date,
): ComposedStack {
  const first = composeStack(observed, groups, options);
  const broken = errorCodes(first, observed, now);
  if (broken.length === 0) return first;
  const second = composeStack(observed, groups, {
    ...options,
    rules: Object.fromEntries(broken.map((code) => [code, "warning"])),
  });
  const still = errorCodes(second, observed, now);
  if (still.length > 0)
    throw new CliFailure(
      "import-refused",
      `The tenant can not be written as a stack that is accepted: ${still.join(", ")}.`,
      "Nothing was written.",
    );
  return second;
}

/** Codes of what would refuse the first run. @throws CliFailure where it would change somebody. */
function errorCodes(composed: ComposedStack, observed: Observed, now: Date): readonly string[] {
  const verdict = verifyStack(composed, observed, now);
  if (verdict.kind === "invalid") {
    const lines = verdict.problems
      .slice(0, 20)
      .map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`);
    throw new CliFailure("import-invalid", "The stack does not read back:", "Nothing was written.", lines);
  }
  const changed = verdict.plan.transitions.map((transition) => transition.name);
  if (changed.length > 0) {
    throw new CliFailure(
      "import-changes",
      `The stack would change ${count(changed.length, "person or group", "people or groups")}: ` +
        `${enumerateSome(changed, 20)}.`,
      "Nothing was written.",
    );
  }
  return [
    ...new Set(verdict.plan.findings.filter((finding) => finding.severity === "error").map((finding) => finding.code)),
  ].sort();
}

function defaultName(observed: Observed): string {
  const domains = observed.tenant.verifiedDomains;
  const own = domains.find((domain) => /\.onmicrosoft\.[a-z]+$/i.test(domain)) ?? domains[0] ?? "tenant";
  return (own.split(".")[0] ?? "tenant").toLowerCase();
}

function importLines(written: readonly string[], composed: ComposedStack): readonly string[] {
  const [stack = "", ...lists] = written;
  const beside = lists.length === 0 ? "" : `, ${count(lists.length, "list", "lists")} beside it`;
  const lines = [
    `Wrote ${stack}: ${count(composed.people, "person", "people")} and ` +
      `${count(composed.groups, "group", "groups")} in ` +
      `${count(composed.assignments, "assignment", "assignments")}, ` +
      `${count(composed.bundles, "bundle", "bundles")}${beside}.`,
    "Checked against the tenant as it was read: the first run changes nobody.",
  ];
  const byReason = new Map<string, string[]>();
  for (const { who, why } of composed.left) byReason.set(why, [...(byReason.get(why) ?? []), who]);
  if (byReason.size > 0) lines.push("", "Not in the stack, and so never touched:");
  for (const [why, who] of byReason) lines.push(`  ${formatNumber(who.length)}: ${why} (${enumerateSome(who, 5)})`);
  lines.push(...composed.notes.map((note) => `Note: ${note}.`));
  const name = stackName(stack);
  lines.push(
    `Next: read it, then \`pulumi stack init ${name}\` and \`m365-licenses plan ${name}\`, which shows nobody changed.`,
  );
  return lines;
}
