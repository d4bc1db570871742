import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Observed } from "../../../terms/observed";
import type { Plan } from "../../../terms/plan";
import { emptyLedger } from "../../../plan/ledger/ledger-text";
import { planTenant } from "../../../plan/plan-tenant";
import { loadStack } from "../../../stack/load-stack";
import type { Problem } from "../../../stack/problems/problem";
import type { ComposedStack } from "./compose-stack";

export type Verdict =
  | { readonly kind: "planned"; readonly plan: Plan }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/**
 * Reads the stack back as `pulumi up` would, and plans it: an import that would change somebody must never be handed
 * out.
 */
export function verifyStack(composed: ComposedStack, observed: Observed, now: Date): Verdict {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-import-"));
  try {
    writeFiles(folder, composed);
    const [main] = composed.files;
    const result = loadStack(main?.path ?? "", { now, root: folder });
    if (result.kind === "invalid") return { kind: "invalid", problems: result.problems };
    const { desired, policy, today } = result.stack;
    return {
      kind: "planned",
      plan: planTenant({ desired, policy, ledger: emptyLedger(observed.tenant.id), observed, today }),
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
