import { summarize } from "../report/content/summary";
import { count } from "../report/content/words";
import type { Preview } from "./preview";
import { changesTenant, isRefused } from "../terms/refusals";
import { visible } from "../text/visible";

/** Of several stacks each says which it is, a line apart from the one before. */
export function among(files: readonly string[], before: readonly Preview[], { stack }: Preview, text: string): string {
  if (files.length === 1) return text;
  const head = `${visible(stack)}: `;
  const named = text.startsWith(head) || text.startsWith("<!--") ? text : `${head}${text}`;
  return before.length === 0 ? named : `\n${named}`;
}

export function failedText({ stack, why }: Extract<Preview, { kind: "failed" }>): string {
  return [`${stack}: failed`, ...why].map(visible).join("\n");
}

export function jsonOf(preview: Preview): object {
  if (preview.kind === "failed") return { stack: preview.stack, failed: preview.why.join("\n") };
  return { stack: preview.stack, digest: preview.plan.digest, summary: summarize(preview.plan), plan: preview.plan };
}
/** One line over all stacks. */
export function overview(previews: readonly Preview[]): string {
  const failed = previews.filter((preview) => preview.kind === "failed").map((preview) => preview.stack);
  const planned = previews.flatMap((preview) => (preview.kind === "planned" ? [preview] : []));
  const refused = planned.filter((preview) => isRefused(preview.plan)).map((preview) => preview.stack);
  const changing = planned.filter((preview) => changesTenant(preview.plan)).map((preview) => preview.stack);
  const parts = [count(previews.length, "stack", "stacks"), `${changing.length} with changes${named(changing)}`];
  if (refused.length > 0) parts.push(`${refused.length} refused${named(refused)}`);
  if (failed.length > 0) parts.push(`${failed.length} failed${named(failed)}`);
  return parts.join(", ");
}
function named(stacks: readonly string[]): string {
  return stacks.length === 0 ? "" : ` (${stacks.join(", ")})`;
}
