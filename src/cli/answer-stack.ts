import { askedPeople } from "../plan/basis/request-reads";
import { emptyLedger } from "../plan/ledger/ledger-text";
import { answerQuestions } from "../plan/select/answer-questions";
import type { Stack } from "../stack/stack";
import { printAside, type CliContext } from "./context";
import { emptyRequest, openTenant } from "./tenant";

/** A stack with the people whom the tenant names for it now; who cannot be asked for is said, and left out. */
export async function answerStack(context: CliContext, stack: Stack): Promise<Stack> {
  const { desired, policy, today } = stack;
  const { asks = [] } = desired;
  if (asks.length === 0) return stack;
  const groupNames = [...new Set(asks.flatMap(({ membersOf = [] }) => membersOf.map(({ group }) => group)))];
  const observed = await openTenant(context).readTenant({ ...emptyRequest, groupNames, asked: askedPeople(asks) });
  const ledger = emptyLedger(observed.tenant.id);
  const input = answerQuestions({ desired, policy, today, observed, ledger });
  for (const { message, principals = [] } of input.answered?.findings ?? []) printAside(context, message(principals));
  return { ...stack, desired: input.desired };
}
