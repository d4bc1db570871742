import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { Option, type Command } from "commander";
import type { Observed } from "../../terms/observed";
import { nearestNames } from "../../catalog/nearest";
import { attributeNames, findAttribute } from "../../filter/attributes";
import { sameMembers } from "../../plan/basis/sets";
import { count } from "../../report/content/words";
import { didYouMean } from "../../stack/problems/did-you-mean";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { composeUnchanging } from "./import/compose-unchanging";
import type { LicensedGroup } from "./import/combinations";
import { refiningAttributes } from "./import/by-attribute";
import { choosePart, choosePeople, chooseState, everything, type Choice } from "./import/choose-part";
import { importLines } from "./import/import-lines";
import { readLicensedGroups } from "./import/read-groups";
import { type Questions, writeFiles } from "./import/verify";
import { visible } from "../../text/visible";
import { Progress } from "../progress";
import { schemaPath } from "../schema-path";
import { stacksFolder } from "../stacks";
import { emptyRequest, openReader, openTenant } from "../tenant";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly fromState?: string;
  readonly people?: string;
  readonly by?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("import")
    .description("write the tenant as it is as a stack, whose first run changes nobody and makes no call")
    .addOption(
      new Option(
        "--from-state <file>",
        "only what a state of Terraform or an export of Pulumi owns as azuread user and group licences",
      ).conflicts("people"),
    )
    .option("--people <file>", "only what the people of this list hold: one user principal name a line, or a .csv file")
    .addOption(
      new Option(
        "--by <attribute>",
        "whom this attribute says exactly is selected by it: `department`, `companyName`, `employeeType`, …",
      ).conflicts(["people", "fromState"]),
    )
    .option("--stack <name>", "name of the stack; the tenant's own first name where nothing is said")
    .option("--out <folder>", "folder of the stacks", stacksFolder)
    .option("--force", "write over a stack of that name")
    .option("--json", "what was written, as JSON")
    .action((options: Options) => run(options, importTenant));
}

async function importTenant(context: CliContext, options: Options): Promise<ExitCode> {
  // Before the tenant is read: a file that is wrong is told at once.
  const choice = readChoice(context, options);
  const by = readAttribute(options.by);
  const progress = new Progress(context);
  const { observed, groups } = await readEverything(context, by, (text) => progress.show(text)).finally(() =>
    progress.end(),
  );
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
  const part = choosePart(choice, observed, groups);
  const composeOptions = {
    stack,
    today: now.toISOString().slice(0, 10),
    schema: schemaPath(context.workingFolder, relative(context.workingFolder, file).replace(/\\/g, "/"), "stack"),
    ...(by === undefined ? {} : { by }),
    ...(choice.kind === "everything" ? {} : { origin: choice.file.replace(/^.*[\\/]/, "") }),
  };
  const made = composeUnchanging(observed, groups, composeOptions, now, part);
  await confirmFilters(context, made.questions);
  const composed = { ...made, left: [...made.left, ...part.missing], notes: [...made.notes, ...part.notes] };
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
      ...(choice.kind === "state"
        ? { state: { tool: choice.tool, owned: choice.licenses.map(({ address }) => address) } }
        : {}),
    });
  } else print(context, ...importLines(written, composed, choice));
  return 0;
}

function readChoice(context: CliContext, { fromState, people }: Options): Choice {
  if (fromState !== undefined) return chooseState(context, fromState);
  return people === undefined ? everything : choosePeople(context, people);
}

/**
 * Asks Graph itself whom the filters find: it compares text in a way of its own, and lists lag.
 *
 * @throws CliFailure where it finds others than those who were read
 */
async function confirmFilters(context: CliContext, { asked, answers: expected }: Questions): Promise<void> {
  if (asked.filters.length === 0) return;
  const { answers = [] } = await openTenant(context).readTenant({ ...emptyRequest, asked });
  const differing = expected.filter((one) => {
    const answer = answers.find(({ where }) => where === one.where);
    return answer?.kind !== "found" || one.kind !== "found" || !sameMembers(answer.people, one.people);
  });
  if (differing.length === 0) return;
  throw new CliFailure(
    "import-changes",
    `Graph finds other people by ${differing.map(({ where }) => `\`${visible(where)}\``).join(", ")} than it showed.`,
    "Nothing was written. Somebody changes people just now, or Graph's lists lag: try again in some minutes.",
  );
}

/** @throws CliFailure where Graph does not select people by it */
function readAttribute(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const known = findAttribute(name);
  if (known?.type === "text") return known.name;
  const texts = attributeNames.filter((one) => findAttribute(one)?.type === "text");
  throw new CliFailure(
    "attribute-unknown",
    `"${name}" is no text by which Graph selects people.`,
    didYouMean(nearestNames(name, texts)) ?? "Take `department`, `companyName` or `employeeType`, for example.",
  );
}

async function readEverything(
  context: CliContext,
  by: string | undefined,
  show: (text: string) => void,
): Promise<{ readonly observed: Observed; readonly groups: readonly LicensedGroup[] }> {
  show("reading the groups");
  const groups = await readLicensedGroups(openReader(context));
  show("reading the people");
  const observed = await openTenant(context).readTenant({
    ...emptyRequest,
    groupIds: groups.map((group) => group.id),
    wholeTenant: true,
    ...(by === undefined ? {} : { asked: { filters: [], nested: [], attributes: [by, ...refiningAttributes] } }),
  });
  show(`${count(observed.users.length, "person", "people")} read`);
  return { observed, groups };
}

function defaultName(observed: Observed): string {
  const domains = observed.tenant.verifiedDomains;
  const own = domains.find((domain) => /\.onmicrosoft\.[a-z]+$/i.test(domain)) ?? domains[0] ?? "tenant";
  return (own.split(".")[0] ?? "tenant").toLowerCase();
}
