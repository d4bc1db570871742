import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { CheckResult, Inputs, LineByName, ProgramInputs } from "../contract/properties";
import { notKnownYet } from "../engine/refusal";
import { report, stackName } from "../session/report-run";
import type { Session } from "../session/session";

/**
 * The answer of a preview that cannot plan, since another resource has still to tell something of the stack. It fails
 * nothing: the run itself plans with what is known then, and is refused there if it has to be. Nobody's line is known,
 * so that nobody looks as if they lost one.
 *
 * @param missing the properties that are unknown
 */
export async function leaveUnplanned(
  session: Session,
  olds: Partial<Inputs>,
  news: ProgramInputs,
  missing: readonly string[],
): Promise<CheckResult> {
  const { tenant, policy, source, __urn: urn } = news;
  const log = session.engineLog(urn);
  const { code, message } = notKnownYet(missing);
  await log.warn(message);
  await report(session, log, stackName(source, urn), { kind: "failed", problems: [{ code, message }] });
  session.isUnplanned = true;
  const unknown = unknownValue as unknown as LineByName;
  return {
    inputs: {
      tenant,
      users: unknown,
      groups: unknown,
      policy,
      ...(source === undefined ? {} : { source }),
      ...(news.__unprotected === true ? { protect: false as const } : {}),
      ...(olds.__ledger === undefined ? {} : { __ledger: olds.__ledger }),
    },
    failures: [],
  };
}
