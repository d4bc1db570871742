import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { matchesFilter } from "../../../filter/match-filter";
import { parseFilter } from "../../../filter/parse-filter";
import type { AskedPeople, FilterAnswer, Observed } from "../../../terms/observed";
import type { Plan } from "../../../terms/plan";
import { askedPeople } from "../../../plan/basis/request-reads";
import { emptyLedger } from "../../../plan/ledger/ledger-text";
import { planTenant } from "../../../plan/plan-tenant";
import { loadStack } from "../../../stack/load-stack";
import type { Problem } from "../../../stack/problems/problem";
import type { ComposedStack } from "./compose-stack";

/** What a stack asks of the tenant. */
export interface Questions {
  readonly asked: AskedPeople;
  /** What it is answered by who everybody is. */
  readonly answers: readonly FilterAnswer[];
}

export type Verdict =
  | { readonly kind: "planned"; readonly plan: Plan; readonly questions: Questions }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** Whom a filter finds among everybody in the tenant. */
function answerOf(where: string, { users }: Pick<Observed, "users">): FilterAnswer {
  const parsed = parseFilter(where);
  if (parsed.kind === "faults") return { kind: "refused", where, message: parsed.faults.map((f) => f.message).join() };
  const found = users.filter(({ attributes = {} }) => matchesFilter(parsed.filter, attributes) === true);
  return { kind: "found", where, people: found.map(({ id }) => id) };
}

/**
 * Reads the stack back as `pulumi up` would, and plans it: an import that would change somebody must never be handed
 * out. What it asks of the tenant is answered by who everybody is.
 */
export function verifyStack(composed: ComposedStack, observed: Observed, now: Date): Verdict {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-import-"));
  try {
    writeFiles(folder, composed);
    const [main] = composed.files;
    const result = loadStack(main?.path ?? "", { now, root: folder });
    if (result.kind === "invalid") return { kind: "invalid", problems: result.problems };
    const { desired, policy, today } = result.stack;
    const asked = askedPeople(desired.asks ?? []);
    const answers = asked.filters.map(({ where }) => answerOf(where, observed));
    const told = { ...observed, answers, userCount: observed.users.length };
    return {
      kind: "planned",
      questions: { asked, answers },
      plan: planTenant({ desired, policy, ledger: emptyLedger(observed.tenant.id), observed: told, today }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes every file of a composed stack under `folder`, and returns their paths. */
export function writeFiles(folder: string, composed: ComposedStack): readonly string[] {
  return composed.files.map(({ path, text }) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  });
}
