import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Ledger } from "../../terms/ledger";
import { claimGiven, withDoubtful } from "../../plan/ledger/claim";
import { parseLedger } from "../../plan/ledger/ledger-text";
import type { Observed, ObjectId } from "../../terms/observed";
import { observedLines } from "../../plan/ledger/observed-lines";
import type { PlanWithModel } from "../../plan/decide/model";
import { planWithModel } from "../../plan/plan-tenant";
import type { Plan } from "../../terms/plan";
import { visible } from "../../text/visible";
import type { Policy } from "../../terms/policy";
import { requestReads } from "../../plan/basis/request-reads";
import type { LineByName, Outputs, ProgramInputs } from "../contract/properties";
import { doubtsOf } from "./run-book";
import type { Session } from "./session";
import { planCurrent } from "./read-current";
import { seatsRead } from "./seat-texts";
import { blocksOf, inBlocks } from "../contract/shown-lines";
import type { StackFile } from "./stack-file";
import type { ShownLines, ReadAhead } from "./shown-lines";

/** How many lines the engine is given whether they change or not. */
export const fewLines = 500;

/**
 * Reads the tenant, and plans ahead what the stack file asks for. Of a large stack the engine is given only the lines
 * of those whom that plan changes: what it does with a map costs by the entry, and everybody else would be compared
 * with themselves. Where no file can be used it is given everybody.
 */
export async function readAhead(session: Session, outputs: Outputs): Promise<ReadAhead> {
  const ledger = parseLedger(outputs.__ledger);
  session.tenant.expectTenant(ledger.tenantId);
  const doubts = doubtsOf(session.runs, outputs, session.surroundings.now());
  const basis = { outputs, ledger, ledgerDigest: digestOfLedger(outputs), doubts };
  const file = session.stackFile(outputs.source);
  const request = requestReads(file?.desired, withDoubtful(ledger, doubts), file?.policy ?? outputs.policy);
  const { planned, observed, claimed, names } = await planCurrent(session, request, ledger, (seen) => {
    const { ledger: owner, names: whom, newcomers } = claimGiven(ledger, doubts, seen);
    const made = file === undefined ? undefined : planAhead(file, owner, seen, newcomers, session.now);
    return { planned: made, observed: seen, claimed: owner, names: whom };
  });
  const owned = { ...basis, owned: claimed, seats: seatsRead(outputs.seats, claimed, observed, session.now) };
  const index = planned?.model.index;
  const lines = observedLines({ ledger: claimed, observed, policy: outputs.policy, index });
  if (file === undefined || planned === undefined) return { ...owned, lines, shown: lines };
  const ahead = { file, planned, names };
  if (countLines(lines) <= fewLines) return { ...owned, lines, shown: lines, ahead };
  // Whoever stands in the state and is left out here would be displayed as a change of the refresh.
  const stored = outputs.__shown === undefined ? { users: [], groups: [] } : shownOfText(outputs.__shown);
  const people = select(lines.users, planned.plan.lines.users, stored.users);
  const shown = {
    users: inBlocks(people, losers(planned.plan), stored.blocks ?? {}),
    groups: select(lines.groups, planned.plan.lines.groups, stored.groups),
  };
  return { ...owned, lines, shown, ahead };
}

/** Reading serves destroying too, and must not fail for what a file says that has nothing to do with it. */
function planAhead(
  { desired, policy, today }: StackFile,
  ledger: Ledger,
  observed: Observed,
  claimed: ReadonlySet<ObjectId>,
  now: string,
): PlanWithModel | undefined {
  try {
    return planWithModel({ desired, ledger, observed, policy, today, now, claimed });
  } catch {
    return undefined;
  }
}

function select(before: LineByName, after: LineByName, stored: readonly string[]): LineByName {
  const always = new Set(stored);
  const selected = Object.keys(before).filter((name) => after[name] !== before[name] || always.has(name));
  return Object.fromEntries(selected.map((name) => [name, before[name] ?? ""]));
}

/**
 * The names of lines that the state is about to hold, and its blocks, for the outputs; nothing where they are too many
 * to be carried along.
 */
export function textOfShown(lines: ShownLines): string | undefined {
  if (countLines(lines) > fewLines) return undefined;
  const blocks = blocksOf(lines.users);
  const users = Object.keys(lines.users).filter((name) => !Object.hasOwn(blocks, name));
  const isAny = users.length < Object.keys(lines.users).length;
  return JSON.stringify({ users, groups: Object.keys(lines.groups), ...(isAny && { blocks }) });
}

function shownOfText(text: string): {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly blocks?: LineByName;
} {
  return JSON.parse(text) as ReturnType<typeof shownOfText>;
}

/** Names of those who lose something: whatever else changes, they are shown one by one. */
export function losers({ losses, transitions }: Pick<Plan, "losses" | "transitions">): ReadonlySet<string> {
  const ids = new Set(losses.map(({ userId }) => userId));
  if (ids.size === 0) return ids;
  return new Set(transitions.flatMap(({ id, name }) => (ids.has(id) ? [visible(name)] : [])));
}

export function countLines({ users, groups }: ShownLines): number {
  return Object.keys(users).length + Object.keys(groups).length;
}

/** Whether what `read` planned is what `check` is asked to plan. */
export function isPlannedAhead(file: StackFile, inputs: ProgramInputs): boolean {
  return (
    file.today === inputs.__today &&
    file.text === inputs.__declared &&
    isDeepStrictEqual(asStored(file.policy), asStored(inputs.policy))
  );
}

/** Without what JSON leaves out: as it comes back from the engine. */
function asStored(policy: Policy): unknown {
  return JSON.parse(JSON.stringify(policy));
}

/** What stands for the ledger in the inputs, where nothing but equality counts. */
export function digestOfLedger({ __ledger }: Outputs): string {
  return createHash("sha256").update(__ledger).digest("hex").slice(0, 32);
}
