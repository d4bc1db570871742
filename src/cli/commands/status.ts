import type { Command } from "commander";
import { enumerateSome, formatNumber } from "../../report/content/words";
import { wrap } from "../../report/text/layout";
import { print, printJson, type CliContext, type ExitCode, type CommonOptions, type Run } from "../context";
import { momentText } from "../moment";
import { Progress } from "../progress";
import { queueLines, queueOf } from "./status/queue";
import { unseenLines, unseenOf } from "./status/unseen";
import { readStatus } from "../../graph/read/read-status";
import { hasProblem, type LicenseStatus, type PersonStatus } from "../../terms/person-status";
import { readLedgers } from "../read-ledger";
import { chooseStackFile, readStack, stackName } from "../stacks";
import { answerStack } from "../answer-stack";
import { emptyRequest, openReader, openTenant } from "../tenant";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly problems?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("status")
    .description("what each person holds, by which way, and what is on its way or in error, since when")
    .argument("[people...]", "user principal names; without any, everybody who holds a licence")
    .option(
      "--stack <name>",
      "only the people whom this stack declares, who waits for a seat, and what it waits to take back",
    )
    .option("--problems", "only people with an error, with something on its way, or disabled and licensed")
    .option("--json", "as JSON")
    .action((people: readonly string[], options: Options) =>
      run(options, (context) => showStatus(context, people, options)),
    );
}

/** Exit code 1 where somebody who was named is not in the tenant. */
async function showStatus(context: CliContext, named: readonly string[], options: Options): Promise<ExitCode> {
  const wanted = await namesWanted(context, named, options);
  const progress = new Progress(context);
  const tenant = await openTenant(context).readTenant(emptyRequest);
  const people = await readStatus(openReader(context), tenant.skus, wanted, context.now(), (count) =>
    progress.show(`${formatNumber(count)} people read`),
  ).finally(() => progress.end());
  const shown = options.problems === true ? people.filter(hasProblem) : people;
  const found = new Set(people.map((person) => person.userPrincipalName.toLowerCase()));
  const missing = (wanted ?? []).filter((name) => !found.has(name.toLowerCase()));
  const stack = options.stack === undefined ? undefined : stackName(chooseStackFile(context, options.stack));
  const ledgers = stack === undefined ? undefined : await readLedgers(context, stack);
  // What the tenant says can be told all the same.
  const unseen = ledgers === undefined ? undefined : unseenOf(ledgers);
  const queue = queueOf(ledgers ?? [], tenant.skus);
  const { id, displayName } = tenant.tenant;
  if (options.json === true)
    printJson(context, {
      format: "m365-licenses/status",
      version: 1,
      tenant: { id, displayName },
      people: shown,
      missing,
      ...(unseen === undefined ? {} : { unseen }),
      ...(ledgers === undefined ? {} : { waiting: queue }),
    });
  else {
    const waits = stack === undefined ? [] : [...queueLines(stack, queue), ...unseenLines(stack, unseen)];
    const lines = [...statusText(displayName, shown, missing, people), ...waits];
    print(context, ...wrapLines(lines, context.out.columns));
  }
  return missing.length > 0 && named.length > 0 ? 1 : 0;
}

/** Each line at the width of the reader's terminal, if there is one. */
function wrapLines(lines: readonly string[], width: number | undefined): readonly string[] {
  if (width === undefined) return lines;
  return lines.flatMap((line) => wrap(line.trimStart(), width, line.length - line.trimStart().length, 4));
}

async function namesWanted(
  context: CliContext,
  named: readonly string[],
  options: Options,
): Promise<readonly string[] | undefined> {
  if (named.length > 0) return named;
  if (options.stack === undefined) return undefined;
  const stack = await answerStack(context, readStack(context, chooseStackFile(context, options.stack)));
  return stack.desired.users.map((user) => user.name);
}

function statusText(
  tenant: string,
  shown: readonly PersonStatus[],
  missing: readonly string[],
  people: readonly PersonStatus[],
): readonly string[] {
  const errors = people.filter((person) =>
    person.licenses.some((license) => license.state !== "Active" || license.error !== undefined),
  ).length;
  const pending = people.filter((person) => person.pending.length > 0).length;
  const disabled = people.filter((person) => person.disabledAndLicensed).length;
  const head =
    `${tenant}: ${formatNumber(people.length)} ${people.length === 1 ? "person" : "people"}, ` +
    `${formatNumber(errors)} with an error, ${formatNumber(pending)} with something on its way, ` +
    `${formatNumber(disabled)} licensed but disabled`;
  const lines = problemsFirst(shown).flatMap((person) => [
    "",
    `${person.userPrincipalName} (${person.usageLocation ?? "no usage location"})` +
      (person.disabledAndLicensed ? ": DISABLED, and licensed" : ""),
    ...(person.licenses.length === 0
      ? ["  no licence"]
      : person.licenses.map((license) => `  ${licenseText(license)}`)),
    ...pendingLines(person),
  ]);
  if (missing.length > 0) lines.push("", `Not in the tenant: ${enumerateSome(missing, 50)}`);
  return [head, ...lines];
}

/** What somebody has to look at comes first: errors, what is on its way, licensed and disabled. */
function problemsFirst(people: readonly PersonStatus[]): readonly PersonStatus[] {
  const urgency = (person: PersonStatus): number => {
    if (person.licenses.some((license) => license.state !== "Active" || license.error !== undefined)) return 0;
    if (person.pending.length > 0) return 1;
    return person.disabledAndLicensed ? 2 : 3;
  };
  return [...people].sort((one, other) => urgency(one) - urgency(other));
}

function licenseText(license: LicenseStatus): string {
  const product = license.name === license.partNumber ? license.partNumber : `${license.name} (${license.partNumber})`;
  const way = license.group === undefined ? "direct" : `through the group ${license.group.name}`;
  const off = license.disabledPlans.length === 0 ? "" : `, off: ${enumerateSome(license.disabledPlans, 6)}`;
  const since = license.since === undefined ? "" : ` since ${momentText(license.since)}`;
  const state =
    license.state === "Active" && license.error === undefined
      ? since
      : `: ${license.state}${license.error === undefined ? "" : ` (${license.error})`}${since}`;
  return `${product}, ${way}${state}${off}`;
}

function pendingLines(person: PersonStatus): readonly string[] {
  const byStatus = new Map<string, string[]>();
  for (const { partNumber, plan, status } of person.pending) {
    const key = `${partNumber}: ${status}`;
    byStatus.set(key, [...(byStatus.get(key) ?? []), plan]);
  }
  return [...byStatus].map(([key, plans]) => `  on its way: ${key}: ${enumerateSome(plans, 6)}`);
}
