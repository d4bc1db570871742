import type { Ledger } from "../plan/ledger";
import { emptyLedger, parseLedger } from "../plan/ledger-text";
import type { Finding } from "../plan/plan";
import { refusals } from "../plan/refused";
import { requestReads } from "../plan/request-reads";
import { renderText } from "../report/text";
import { formatProblem } from "../stack/format-problem";
import { readDeclared, sameLines } from "./declared";
import type { Inputs, ProgramInputs } from "./properties";
import { refusalOf } from "./refusal";
import type { Session } from "./session";
import { setUnknownAside } from "./unknown";
import { approvedPart } from "./approved-part";
import { report, stackName } from "./report-run";

export interface CheckResult {
  readonly inputs: Inputs;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/**
 * Plans, and prints the plan: the one place where a reviewer sees it, and where it is refused before anything is written.
 * The inputs it returns are what will be after the run. Whatever goes wrong becomes a failure of the resource: nothing is thrown.
 */
export async function check(session: Session, olds: Partial<Inputs>, news: ProgramInputs): Promise<CheckResult> {
  session.root = news.__root;
  try {
    return await planInputs(session, olds, news);
  } catch (failure) {
    const { code, message } = refusalOf(failure);
    const log = session.engineLog(news.__urn);
    await report(session, log, stackName(news.source, news.__urn), { kind: "failed", problems: [{ code, message }] });
    // A failure that names a property prints the property's whole value; none is named.
    return { inputs: news, failures: [{ property: "", reason: message }] };
  }
}

async function planInputs(session: Session, olds: Partial<Inputs>, news: ProgramInputs): Promise<CheckResult> {
  const log = session.engineLog(news.__urn);
  const ownLedger = await ledgerOf(session, olds);
  const { inputs, paths, ledger, putBack } = setUnknownAside(news, ownLedger);
  const declared = readDeclared(inputs, session.surroundings.now());
  const { policy, __today: today, __urn: urn } = inputs;
  const observed = await session.tenant.readTenant(requestReads(declared.desired, ledger, policy));
  const planned = approvedPart(session, { desired: declared.desired, ledger, observed, policy, today });
  const plan = { ...planned, findings: joinFindings(declared.findings, planned.findings) };

  if (paths.length > 0) await log.warn(`Not known before the run, and left out of this plan: ${paths.join(", ")}.`);
  await log.info(`${renderText(plan)}\n`);
  await report(session, log, stackName(inputs.source, urn), { kind: "plan", plan, policy, phase: "preview" });

  session.checked = { plan, desired: declared.desired, ledger: ownLedger, observed, today, urn };
  const lines = putBack(plan.lines);
  return {
    inputs: {
      tenant: inputs.tenant,
      ...lines,
      policy,
      ...(inputs.source === undefined ? {} : { source: inputs.source }),
      ...(plan.ledgerChanges && olds.users !== undefined && sameLines(olds.users, lines.users) && sameLines(olds.groups ?? {}, lines.groups)
        ? { ledger: "the run has something to remember although no licence changes" }
        : {}),
      ...(olds.__ledger === undefined ? {} : { __ledger: olds.__ledger }),
    },
    failures: refusals(plan).map((finding) => ({ property: "", reason: formatProblem(finding) })),
  };
}

async function ledgerOf(session: Session, olds: Partial<Inputs>): Promise<Ledger> {
  if (olds.__ledger !== undefined) {
    const ledger = parseLedger(olds.__ledger);
    session.tenant.expectTenant(ledger.tenantId);
    return ledger;
  }
  const { tenant } = await session.tenant.readTenant({ userNames: [], userIds: [], groupNames: [], groupIds: [], wholeTenant: false });
  return emptyLedger(tenant.id);
}

/** What the file says of itself, then what only the plan can say; what both say is said once, by the one that knows the place. */
function joinFindings(ofFile: readonly Finding[], ofPlan: readonly Finding[]): readonly Finding[] {
  const said = new Set(ofFile.map(({ code }) => code));
  return [...ofFile, ...ofPlan.filter(({ code }) => !said.has(code))];
}
