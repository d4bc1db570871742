import type { Command } from "commander";
import { countSeats, type SkuSeats } from "../../terms/sku-seats";
import { bar, shorten, tableLines } from "../../report/text/layout";
import { formatNumber } from "../../report/content/words";
import { print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { showForecast } from "./skus/show-forecast";
import { emptyRequest, openTenant } from "../tenant";
import { byText } from "../../text/order";

interface Options extends CommonOptions {
  readonly all?: boolean;
  readonly forecast?: boolean;
  readonly stack?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("skus")
    .description("what the tenant has bought: seats bought, used, free and expiring, for every product")
    .option("--all", "products too that cannot be assigned to people")
    .option("--forecast", "how many seats a stack needs on which day of the next twelve months, and what they cost")
    .option("--stack <name>", "with --forecast: the stack; the only one where nothing is said")
    .option("--json", "as JSON")
    .action((options: Options) =>
      run(options, (context) =>
        options.forecast === true ? showForecast(context, options) : showSkus(context, options),
      ),
    );
}

async function showSkus(context: CliContext, options: Options): Promise<ExitCode> {
  const observed = await openTenant(context).readTenant(emptyRequest);
  const skus = observed.skus
    .filter((sku) => options.all === true || sku.appliesTo === "User")
    .map(countSeats)
    .sort((one, other) => byText(one.partNumber, other.partNumber));
  if (options.json === true)
    printJson(context, {
      format: "m365-licenses/skus",
      version: 1,
      tenant: { id: observed.tenant.id, displayName: observed.tenant.displayName },
      skus,
    });
  else print(context, ...skusLines(observed.tenant.displayName, skus, context.out.columns));
  return 0;
}

function skusLines(tenant: string, skus: readonly SkuSeats[], width: number | undefined): readonly string[] {
  const columns = [
    { title: "Product", yields: "shorter" as const },
    { title: "Part number" },
    ...["bought", "used", "free", "expiring"].map((title) => ({ title, align: "right" as const })),
    { title: "" },
    { title: "", yields: "whole" as const },
  ];
  const rows = [...skus]
    .sort((one, other) => byText(one.name.toLowerCase(), other.name.toLowerCase()))
    .map((sku) => [
      shorten(sku.name, 44),
      sku.partNumber,
      formatNumber(sku.bought),
      formatNumber(sku.used),
      sku.over > 0 ? `${formatNumber(sku.over)} over` : formatNumber(sku.free),
      formatNumber(sku.expiring),
      stateText(sku),
      bar(sku.used, sku.bought),
    ]);
  return [
    `${tenant}: ${formatNumber(skus.length)} ${skus.length === 1 ? "product" : "products"}`,
    "",
    ...tableLines(columns, rows, width),
  ];
}

/** What is out of the ordinary about a subscription. */
function stateText({ status, unusable }: SkuSeats): string {
  const cancelled = unusable > 0 ? `${formatNumber(unusable)} cancelled` : "";
  return [status === "Enabled" ? "" : status, cancelled].filter((text) => text !== "").join(", ");
}
