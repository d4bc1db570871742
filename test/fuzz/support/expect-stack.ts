import { formatRoster } from "../../../src/roster/format";
import { parseRoster } from "../../../src/roster/parse";
import { canonicalLines } from "../../../src/stack/canonical-lines";
import { formatProblems, isValid, type ProblemFormat } from "../../../src/stack/format-problems";
import type { Stack } from "../../../src/stack/stack";
import { validateStacks, type Validation } from "../../../src/stack/validate-stacks";
import { azureAnnotations, gitLabAnnotations } from "../../../src/cli/commands/validate/host-annotations";
import { planTenant } from "../../../src/plan/plan-tenant";
import { group, now, observed, owning, today, user } from "../../plan/support/tenant";
import { expectSound, expectThat } from "./expect-sound";
import type { Outcome } from "./kind";

export const formats = ["text", "github", "json", "azure", "gitlab"] as const;
type Format = (typeof formats)[number];

interface Way {
  readonly root: string;
  readonly format: Format;
  /** Whether the tenant is planned with what can be used: that costs more than all the rest. */
  readonly isPlanned: boolean;
  /** The text that was made, where that is another file. */
  readonly input?: string;
}

/** Loads a stack as `validate` does, and says what that says; what can be used is planned with. */
export function expectStack(file: string, text: string, { root, format, isPlanned, input = text }: Way): Outcome {
  const validation = validateStacks([file], { now: new Date(now), root });
  expectSound(shown(validation, format), {
    own: /^(?:::(?:error|warning|notice) file=|##vso\[task\.logissue type=)/,
    quoted: input,
  });
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const { place, code, message } of validation.problems) {
    const { line = 0, column = 0 } = place;
    const isThere = line >= 1 && column >= 1 && (place.file !== file || line <= lines);
    expectThat(isThere && message !== "", () => `[${code}] stands at ${JSON.stringify(place)}`);
  }
  const result = validation.files[0]?.result;
  if (result?.kind !== "ok") {
    expectThat(validation.problems.length > 0 && !isValid(validation), () => "refused without a problem");
    return "refused";
  }
  expectUsable(result.stack, isPlanned);
  return "taken";
}

function shown(validation: Validation, format: Format): string {
  if (format === "azure") return azureAnnotations(validation);
  return format === "gitlab"
    ? gitLabAnnotations(validation)
    : formatProblems(validation, format satisfies ProblemFormat);
}

/** A tenant in which some of what stacks declare is there. */
const tenant = observed({
  users: [user("adele", ["E3"]), user("bob", ["E1", "MCOEV"]), user("eve", ["E5"])],
  groups: [group("g1", ["E3"], ["bob"])],
});
const ledger = owning({ adele: "ENTERPRISEPACK", eve: "ENTERPRISEPREMIUM" }, { g1: "ENTERPRISEPACK" });

function expectUsable({ desired, policy }: Stack, isPlanned: boolean): void {
  const { users, groups } = canonicalLines(desired);
  for (const line of [...Object.values(users), ...Object.values(groups)])
    expectThat(
      formatRoster(parseRoster(line)) === line,
      () => `the line ${JSON.stringify(line)} is another, read back`,
    );
  if (!isPlanned) return;
  const known = { ...tenant, tenant: { ...tenant.tenant, verifiedDomains: [desired.tenant] } };
  planTenant({ desired, ledger, observed: known, policy, today, now });
}
