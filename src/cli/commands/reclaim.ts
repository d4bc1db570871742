import type { Command } from "commander";
import { resolveLicenseName } from "../../catalog/resolve-license";
import { skuNames, type SkuNames } from "../../catalog/sku-names";
import { pricesOf } from "../../report/content/cost";
import { assignmentTotals, productTotals, wasteNotes, type WasteReport } from "../../report/content/waste";
import { count } from "../../report/content/words";
import { renderWasteHtml } from "../../report/html/waste-page";
import { renderWasteMarkdown } from "../../report/markdown/waste-markdown";
import { renderWaste } from "../../report/text/waste-text";
import type { Stack } from "../../stack/stack";
import type { Observed, SkuId } from "../../terms/observed";
import { isCalled } from "../../terms/tenant-names";
import { wasteReasons, type WastedSeat, type WasteReason } from "../../terms/waste";
import { toJson } from "../../text/visible";
import { findWaste } from "../../waste/find-waste";
import {
  CliFailure,
  print,
  printJson,
  printReport,
  wantsColor,
  type CliContext,
  type CommonOptions,
  type ExitCode,
  type Run,
} from "../context";
import { keepFiles, testOutFolder } from "../out-folder";
import { Progress } from "../progress";
import { schemaPath } from "../schema-path";
import { chooseStackFile, readStack, stackName, stacksFolder } from "../stacks";
import { emptyRequest, openTenant } from "../tenant";
import { readTexts, writeChanged } from "./restore/project-files";
import { readHolders } from "./reclaim/read-holders";
import { takeFromStack } from "./reclaim/take-from-stack";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly days: string;
  readonly only?: string;
  readonly mailboxes?: boolean;
  readonly write?: boolean;
  readonly out?: string;
}

/** As they are written on the command line. */
const reasonNames: Readonly<Record<string, WasteReason>> = {
  "shared-mailboxes": "sharedMailbox",
  disabled: "disabled",
  unused: "unused",
  guests: "guest",
  "paid-twice": "paidTwice",
};

/** Sign-ins are told a day late, and people are on leave: a shorter time would find who is merely away. */
const fewestDays = 30;

export function add(program: Command, run: Run): void {
  program
    .command("reclaim")
    .description("seats that nobody seems to use, what they cost and which service would stop; changes no tenant")
    .option("--stack <name>", "the stack; the only one where nothing is said")
    .option("--days <number>", "without a sign-in for so many days; younger accounts are left alone", "90")
    .option("--only <reasons>", `some of ${Object.keys(reasonNames).join(", ")}, with commas`)
    .option("--mailboxes", "ask Exchange too which of those who do not sign in are shared mailboxes, one by one")
    .option("--write", "take those whom the stack declares out of it, for review; guests only where --only names them")
    .option("--out <folder>", "leave the report there: <stack>.reclaim.md, .html and .json")
    .option("--json", "as JSON")
    .action((options: Options) => run(options, (context) => reclaim(context, options)));
}

async function reclaim(context: CliContext, options: Options): Promise<ExitCode> {
  const days = daysOf(options.days);
  const reasons = reasonsOf(options.only);
  const file = chooseStackFile(context, options.stack);
  const stack = readStack(context, file);
  if (options.out !== undefined) testOutFolder(context, options.out);
  const { tenant, skus } = await openTenant(context).readTenant(emptyRequest);
  verifyTenant(stack, tenant);
  const progress = new Progress(context);
  const now = context.now().toISOString();
  const { holders, unknown } = await readHolders(
    context,
    skus,
    { days, now, mailboxes: options.mailboxes === true },
    (people) => progress.show(`${count(people, "person", "people")} with licences read`),
  ).finally(() => progress.end());
  const skuOf = (name: string): SkuId | undefined => {
    const resolution = resolveLicenseName(name, skus);
    return resolution.kind === "resolved" ? resolution.skuId : undefined;
  };
  const partNumbers = new Map(skus.map(({ skuId, partNumber }) => [skuId, partNumber]));
  const labelOf = (skuId: SkuId): SkuNames => skuNames(skuId, partNumbers.get(skuId));
  const { prices, protected: protectedNames, release } = stack.policy;
  const priced = Object.fromEntries(skus.map(({ skuId }) => [skuId, labelOf(skuId)]));
  const waste = findWaste(
    holders,
    {
      days,
      now,
      reasons,
      protected: protectedNames,
      released: release,
      declared: stack.desired.users,
      skuOf,
      labelOf,
      priceOf: prices === undefined ? () => undefined : pricesOf({ skus: priced }, prices),
    },
    {
      ...unknown,
      ...(stack.desired.asks === undefined ? {} : { asking: stack.desired.asks.map(({ assignment }) => assignment) }),
    },
  );
  const name = stackName(file);
  const report: WasteReport = {
    stack: name,
    tenant: { id: tenant.id, displayName: tenant.displayName },
    today: stack.today,
    ...(prices === undefined ? {} : { currency: prices.currency }),
    waste,
  };
  const taken = seatsToTake(waste.seats, options.only);
  const before = readTexts(context, stack);
  const edit =
    options.write === true && taken.length > 0
      ? takeFromStack(taken, stack, before, context.now(), {
          name,
          tenant: report.tenant,
          schema: schemaPath(context.workingFolder, `${stacksFolder}/reclaimed/part.yaml`, "stack-part"),
          skuOf,
        })
      : undefined;
  const isSound = edit !== undefined && edit.problems.length === 0;
  const changed = isSound ? writeChanged(context, before, edit.texts, true) : [];
  const result = { changed, byHand: edit?.byHand ?? [], problems: edit?.problems ?? [] };
  leaveFiles(context, options.out, report, result);
  if (options.json === true) printJson(context, jsonOf(report, result));
  else {
    const width = context.out.columns === undefined ? {} : { width: context.out.columns };
    printReport(context, renderWaste(report, { color: wantsColor(context), ...width }));
    print(context, ...resultLines(result, options.write === true, taken.length));
  }
  return result.byHand.length > 0 || result.problems.length > 0 ? 1 : 0;
}

interface Result {
  readonly changed: readonly string[];
  readonly byHand: readonly string[];
  readonly problems: readonly string[];
}

/** What the stack says of them is a line in it; a guest may work, so somebody has to ask for those by name. */
function seatsToTake(seats: readonly WastedSeat[], only: string | undefined): readonly WastedSeat[] {
  return seats.filter(({ way, reason }) => way.kind === "stack" && (reason !== "guest" || only !== undefined));
}

function leaveFiles(context: CliContext, out: string | undefined, report: WasteReport, result: Result): void {
  if (out === undefined) return;
  const files = new Map([
    ["reclaim.md", renderWasteMarkdown(report)],
    ["reclaim.html", renderWasteHtml(report)],
    ["reclaim.json", `${toJson(jsonOf(report, result))}\n`],
  ]);
  const unkept = keepFiles(context, out, report.stack, files);
  if (unkept.length > 0)
    throw new CliFailure("out-unwritable", "Reports could not be left:", "Make the folder writable.", unkept);
}

function jsonOf({ waste, ...about }: WasteReport, result: Result): object {
  return {
    format: "m365-licenses/reclaim",
    version: 1,
    ...about,
    ...waste,
    products: productTotals(waste.seats),
    assignments: assignmentTotals(waste.seats),
    notes: wasteNotes({ waste, ...about }),
    ...result,
  };
}

function resultLines({ changed, byHand, problems }: Result, isWriting: boolean, seats: number): readonly string[] {
  if (!isWriting)
    return seats === 0
      ? []
      : ["", `Nothing was changed. --write takes ${count(seats, "line", "lines")} of these out of the stack.`];
  return [
    "",
    changed.length === 0
      ? "The stack was not changed."
      : `Changed: ${changed.join(", ")}. Review it, and run a plan: the tenant is as it was.`,
    ...(byHand.length === 0 ? [] : ["", "To do by hand:", ...byHand.map((text) => `  ${text}`)]),
    ...(problems.length === 0 ? [] : ["", "Why nothing was written:", ...problems.map((text) => `  ${text}`)]),
  ];
}

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= fewestDays) return Number(text);
  throw new CliFailure(
    "days-invalid",
    `--days ${text} is no number of days from ${String(fewestDays)} to 9999.`,
    "Whoever was away for less may be on leave.",
  );
}

function reasonsOf(text: string | undefined): ReadonlySet<WasteReason> {
  if (text === undefined) return new Set(wasteReasons);
  const reasons = text.split(",").map((name) => reasonNames[name.trim()]);
  const known = reasons.filter((reason) => reason !== undefined);
  if (known.length === reasons.length) return new Set(known);
  throw new CliFailure(
    "reasons-invalid",
    `--only ${text} names no reasons.`,
    `There are ${Object.keys(reasonNames).join(", ")}.`,
  );
}

function verifyTenant(stack: Stack, tenant: Observed["tenant"]): void {
  if (isCalled(tenant, stack.tenant)) return;
  throw new CliFailure(
    "wrong-tenant",
    `${stack.file} is the stack of ${stack.tenant}, and the credentials lead to ${tenant.displayName} (${tenant.id}).`,
    "Sign in to the right tenant.",
  );
}
