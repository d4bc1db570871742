import type { Command } from "commander";
import { formatPlace, type Place } from "../../terms/place";
import { isCalled } from "../../terms/tenant-names";
import type { Stack } from "../../stack/stack";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { explainPerson, type Explanation, type PersonExplanation } from "./explain/explain-person";
import { momentText } from "../moment";
import { readStatus } from "../../graph/read/read-status";
import type { PersonStatus } from "../../terms/person-status";
import { chooseStackFiles, readStack, stackFile } from "../stacks";
import { answerStack } from "../answer-stack";
import { emptyRequest, openReader, openTenant } from "../tenant";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly offline?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("explain")
    .description("why a person has each licence: which line asks for it, and by which way it is held")
    .argument("<person>", "user principal name")
    .option("--stack <name>", "this stack only; every stack where nothing is said")
    .option("--offline", "what the stack says, without asking the tenant")
    .option("--json", "as JSON")
    .action((person: string, options: Options) => run(options, (context) => explain(context, person, options)));
}

async function explain(context: CliContext, person: string, options: Options): Promise<ExitCode> {
  const stacks = chooseStackFiles(context, options.stack === undefined ? [] : [stackFile(options.stack)]).map((file) =>
    readStack(context, file),
  );
  const explanations: PersonExplanation[] = [];
  let found = false;
  for (const stack of stacks) {
    const status = options.offline === true ? undefined : await readPerson(context, stack, stacks.length, person);
    const explanation = explainPerson(status === undefined ? stack : await answerStack(context, stack), person, status);
    found ||= options.offline === true && explanation.asks.length > 0;
    found ||= explanation.declared || status !== undefined || explanation.protected || explanation.dormant.length > 0;
    explanations.push(explanation);
  }
  if (!found)
    throw new CliFailure(
      "unknown-person",
      `${person} stands in no stack${options.offline === true ? "" : ", and the tenant does not have this person"}.`,
      "Write the user principal name as the tenant has it.",
    );
  const shown =
    stacks.length === 1
      ? explanations
      : explanations.filter(({ declared, licenses, dormant }) => declared || licenses.length > 0 || dormant.length > 0);
  if (options.json === true)
    printJson(context, { format: "m365-licenses/explanation", version: 1, explanations: shown });
  else print(context, ...shown.flatMap((one, at) => [...(at === 0 ? [] : [""]), ...explanationLines(one)]));
  return 0;
}

/** Credentials lead to one tenant: of several stacks, only those of that tenant are compared with it. */
async function readPerson(
  context: CliContext,
  stack: Stack,
  stacks: number,
  person: string,
): Promise<PersonStatus | undefined> {
  const { tenant, skus } = await openTenant(context).readTenant(emptyRequest);
  const isThis = isCalled(tenant, stack.tenant);
  if (!isThis && stacks > 1) return undefined;
  if (!isThis)
    throw new CliFailure(
      "wrong-tenant",
      `${stack.file} is the stack of ${stack.tenant}, and the credentials lead to ${tenant.displayName} ` +
        `(${tenant.id}).`,
      "Sign in to the right tenant, or add --offline.",
    );
  const [status] = await readStatus(openReader(context), skus, [person], context.now(), () => undefined);
  return status;
}

function explanationLines(explanation: PersonExplanation): readonly string[] {
  const lines = [`${explanation.person} in ${explanation.stack}`];
  if (explanation.protected) lines.push("  protected: never touched, on no path");
  if (explanation.released) lines.push("  released: forgotten, without taking anything");
  if (explanation.licenses.length === 0) lines.push("  no licence is declared here, and none is held");
  for (const license of explanation.licenses) {
    lines.push(`  ${license.name === license.sku ? license.sku : `${license.name} (${license.sku})`}`);
    if (license.declared.length === 0) lines.push("    not declared: this stack never touches it, unless it gave it");
    for (const { assignment, place, group } of license.declared)
      lines.push(`    declared by "${assignment}"${group === undefined ? "" : ` for the group ${group}`}${at(place)}`);
    lines.push(...heldLines(license));
  }
  if (!explanation.compared)
    for (const { assignment, place, whom } of explanation.asks)
      lines.push(`  whom "${assignment}"${at(place)} means says the tenant: ${whom}`);
  for (const { assignment, place, from, until, skus } of explanation.dormant) {
    lines.push(
      `  "${assignment}"${at(place)} ${until === undefined ? `begins on ${from ?? ""}` : `ran until ${until}`}: ` +
        skus.join(", "),
    );
  }
  return lines;
}

function heldLines(license: Explanation): readonly string[] {
  if (license.held === undefined) return [];
  if (license.held.length === 0) return ["    not held yet"];
  return license.held.map(({ group, state, error, since }) => {
    const way = group === undefined ? "directly" : `through the group ${group}`;
    const trouble =
      state === "Active" && error === undefined ? "" : `, ${state}${error === undefined ? "" : ` (${error})`}`;
    return `    held ${way}${trouble}${since === undefined ? "" : `, since ${momentText(since)}`}`;
  });
}

function at(place: Place | undefined): string {
  return place === undefined ? "" : `, ${formatPlace(place)}`;
}
