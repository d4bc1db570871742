import { lag } from "../../plan/basis/readings";
import { executePlan } from "../../plan/execute/execute-plan";
import type { Execution } from "../../terms/execution";
import { unseenOf } from "../../plan/ledger/claim";
import { formatEntries, intentOf, isEmpty } from "../../plan/ledger/intent";
import { formatLedger } from "../../plan/ledger/ledger-text";
import { renderExecution } from "../../report/text/execution-text";
import { carryOut } from "./carry-out";
import { textOfShown } from "../session/read-ahead";
import { underMadeIds } from "../session/made-ids";
import { PartlyApplied, reasonsOf } from "../engine/partly-applied";
import { protectOf, type Inputs, type Outputs } from "../contract/properties";
import { Refusal } from "../engine/refusal";
import { keepUndo, report, stackName } from "../session/report-run";
import { seatTexts } from "../session/seat-texts";
import type { Checked, Session } from "../session/session";

/** First run of a stack. The resource's id is the tenant's. */
export async function create(session: Session, inputs: Inputs): Promise<{ id: string; outs: Outputs }> {
  return { id: checkedOf(session).model.input.ledger.tenantId, outs: await apply(session, inputs) };
}

/** Every further run that changes something. */
export async function update(session: Session, inputs: Inputs): Promise<{ outs: Outputs }> {
  return { outs: await apply(session, inputs) };
}

async function apply(session: Session, inputs: Inputs): Promise<Outputs> {
  const checked = await underMadeIds(session, checkedOf(session));
  session.checked = checked;
  const { plan, model, urn } = checked;
  const { policy } = inputs;
  const log = session.engineLog(urn);
  const stack = stackName(inputs.source, urn);
  await keepUndo(session, log, stack, checked);
  const execution = await carryOut(session, urn, (onProgress) =>
    executePlan({ plan, model, clock: session.clock, port: session.tenant, onProgress }),
  );
  await log.info(`${renderExecution(plan, execution)}\n`);
  await report(session, log, stack, { kind: "applied", plan, execution, policy });
  const outs = { ...outputsAfter(execution, inputs, checked), ...settled(session, execution) };
  const reasons = reasonsOf(plan, execution);
  if (reasons.length > 0) throw new PartlyApplied(plan.tenant.id, outs, inputs, reasons);
  return outs;
}

function outputsAfter(execution: Execution, inputs: Inputs, { plan, model, urn }: Checked): Outputs {
  const shown = textOfShown(inputs);
  return {
    tenant: inputs.tenant,
    tenantId: plan.tenant.id,
    policy: inputs.policy,
    ...protectOf(inputs),
    ...(inputs.source === undefined ? {} : { source: inputs.source }),
    seats: seatTexts(execution.seats, execution.ledger, model.input.observed.skus),
    digest: plan.digest,
    __ledger: formatLedger(execution.ledger),
    ...(shown === undefined ? {} : { __shown: shown }),
    __urn: urn,
  };
}

/** What the state remembers of runs: those that are over, and what they may have given all the same. */
function settled(session: Session, { outcomes, ledger }: Execution): Pick<Outputs, "__settled" | "__begun"> {
  const { plan, unseen } = checkedOf(session);
  const unconfirmed = new Set(
    outcomes.flatMap((outcome) =>
      outcome.kind === "failed" && outcome.problem.uncertain === true ? [outcome.id] : [],
    ),
  );
  const { given } = intentOf({ transitions: plan.transitions.filter(({ id }) => unconfirmed.has(id)) });
  const begun = unseenOf([{ given: unseen }, { given }], ledger);
  // As long somebody may still turn out to hold what the run sent without an answer.
  const until = new Date(session.surroundings.now().getTime() + lag).toISOString();
  return {
    ...(session.runs.ids.length === 0 ? {} : { __settled: session.runs.ids }),
    ...(isEmpty(begun) ? {} : { __begun: { until, given: formatEntries(begun, plan.tenant.id) } }),
  };
}

function checkedOf(session: Session): Checked {
  if (session.checked === undefined) {
    throw new Refusal(
      "no-plan",
      "The engine asked to apply a plan that was never checked.",
      "Run the command again; nothing was changed.",
    );
  }
  return session.checked;
}
