import type { Finding, Plan } from "../../terms/plan";
import { formatNumber } from "../content/words";
import { shorten } from "../text/layout";
import { type Context, namesText } from "./detail";
import { code, details, inlineMarkdown, placeLink, remedyMarkdown } from "./markdown-text";

export function findingsPart(
  plan: Pick<Plan, "findings">,
  severity: Finding["severity"],
  title: string,
  context: Context,
): string {
  const findings = plan.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return "";
  const shown = findings.slice(0, context.detail.findings);
  const lines = shown.map((finding) => {
    const place = finding.place === undefined ? "" : ` ${placeLink(finding.place, context.link)}`;
    const unnamed = finding.principals.filter((name) => !finding.message.includes(name));
    const people = unnamed.length === 0 ? "" : ` (${namesText(unnamed, context.detail.names)})`;
    const { remedy } = finding;
    const message = inlineMarkdown(shorten(finding.message, context.detail.cell));
    const todo = remedy === undefined ? "" : remedyMarkdown(remedy, context.detail.cell);
    return `- ${code(finding.code)}${place} ${message}${people}${todo}`;
  });
  const hidden = findings.slice(shown.length);
  if (hidden.length > 0) lines.push(`- …and ${formatNumber(hidden.length)} more; ${byCode(hidden)}`);
  const body = lines.join("\n");
  return severity === "info"
    ? details(`${title} (${formatNumber(findings.length)})`, body)
    : `#### ${title}\n\n${body}`;
}

function byCode(findings: readonly Finding[]): string {
  const numbers = new Map<string, number>();
  for (const { code: id } of findings) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  const parts = [...numbers]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 20)
    .map(([id, number]) => `${formatNumber(number)} × ${code(id)}`);
  return parts.join(", ");
}
