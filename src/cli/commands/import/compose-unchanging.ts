import { formatPlace } from "../../../terms/place";
import type { Observed } from "../../../terms/observed";
import { count, enumerateSome } from "../../../report/content/words";
import { CliFailure } from "../../context";
import type { LicensedGroup } from "./combinations";
import { composeStack, type ComposedStack, type ComposeOptions } from "./compose-stack";
import type { PartOfTenant } from "./part-of-tenant";
import { type Questions, verifyStack } from "./verify";

/** A stack whose first run changes nobody, with what it asks of the tenant. */
export interface Unchanging extends ComposedStack {
  readonly questions: Questions;
}

/**
 * Rules that the tenant breaks today would refuse the first run: they are written down as warnings, for somebody to
 * clear up. `part` is what goes into the stack; it is planned against the whole tenant.
 */
export function composeUnchanging(
  observed: Observed,
  groups: readonly LicensedGroup[],
  options: ComposeOptions,
  now: Date,
  part: Pick<PartOfTenant, "users" | "groups"> = { users: observed.users, groups },
): Unchanging {
  const chosen = { ...observed, users: part.users };
  const first = composeStack(chosen, part.groups, options);
  const { codes: broken, questions } = examine(first, observed, now);
  if (broken.length === 0) return { ...first, questions };
  const second = composeStack(chosen, part.groups, {
    ...options,
    rules: Object.fromEntries(broken.map((code) => [code, "warning"])),
  });
  const still = examine(second, observed, now);
  if (still.codes.length > 0)
    throw new CliFailure(
      "import-refused",
      `The tenant can not be written as a stack that is accepted: ${still.codes.join(", ")}.`,
      "Nothing was written.",
    );
  return { ...second, questions: still.questions };
}

/** Codes of what would refuse the first run. @throws CliFailure where it would change somebody. */
function examine(
  composed: ComposedStack,
  observed: Observed,
  now: Date,
): { readonly codes: readonly string[]; readonly questions: Questions } {
  const verdict = verifyStack(composed, observed, now);
  if (verdict.kind === "invalid") {
    const lines = verdict.problems.slice(0, 20).map(({ place, message }) => `${formatPlace(place)}: ${message}`);
    throw new CliFailure("import-invalid", "The stack does not read back:", "Nothing was written.", lines);
  }
  const changed = verdict.plan.transitions.map((transition) => transition.name);
  if (changed.length > 0) {
    throw new CliFailure(
      "import-changes",
      `The stack would change ${count(changed.length, "person or group", "people or groups")}: ` +
        `${enumerateSome(changed, 20)}.`,
      "Nothing was written.",
    );
  }
  const { plan, questions } = verdict;
  const errors = plan.findings.filter((finding) => finding.severity === "error");
  return { codes: [...new Set(errors.map((finding) => finding.code))].sort(), questions };
}
