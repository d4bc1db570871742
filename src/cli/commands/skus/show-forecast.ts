import { requestReads } from "../../../plan/basis/request-reads";
import { emptyLedger } from "../../../plan/ledger/ledger-text";
import { planWithModel } from "../../../plan/plan-tenant";
import { foretell } from "../../../provider/session/look-ahead";
import { readStackFile } from "../../../provider/session/stack-file";
import { forecastCosts } from "../../../report/content/forecast";
import { renderForecast } from "../../../report/text/forecast-text";
import { policyInput } from "../../../stack/policy-input";
import type { CommonOptions, CliContext, ExitCode } from "../../context";
import { printJson, printReport, wantsColor } from "../../context";
import { readLedgers } from "../../read-ledger";
import { chooseStackFile, readStack, stackName } from "../../stacks";
import { emptyRequest, openTenant } from "../../tenant";

interface Options extends CommonOptions {
  readonly stack?: string;
}

/** The same forecast as in the reports of a plan, made without the engine's preview. */
export async function showForecast(context: CliContext, options: Options): Promise<ExitCode> {
  const source = chooseStackFile(context, options.stack);
  const file = readStack(context, source);
  const { desired, today } = file;
  const policy = policyInput(file.policy);
  const ledgers = await readLedgers(context, stackName(source));
  const tenant = openTenant(context);
  const { id } = (await tenant.readTenant(emptyRequest)).tenant;
  const ledger = ledgers?.[0] ?? emptyLedger(id);
  const observed = await tenant.readTenant(requestReads(desired, ledger, policy));
  const planned = planWithModel({ desired, ledger, observed, policy, today, now: context.now().toISOString() });
  const { plan } = await foretell(tenant, planned, {
    ...file,
    on: (day) => readStackFile(source, context.workingFolder, day),
  });
  const unread =
    ledgers === undefined
      ? [`The state of ${stackName(source)} could not be read: what it owns and no longer declares is not counted.`]
      : [];
  if (options.json === true) {
    const { skus, forecast } = plan;
    const cost = forecastCosts(plan, policy.prices);
    printJson(context, {
      format: "m365-licenses/forecast",
      version: 1,
      stack: stackName(source),
      tenant: plan.tenant,
      today,
      skus,
      ...(forecast === undefined ? {} : { forecast }),
      ...(cost === undefined ? {} : { cost }),
      notes: unread,
    });
  } else
    printReport(
      context,
      renderForecast(plan, {
        color: wantsColor(context),
        ...(context.out.columns === undefined ? {} : { width: context.out.columns }),
        ...(policy.prices === undefined ? {} : { prices: policy.prices }),
        notes: unread,
      }),
    );
  return 0;
}
