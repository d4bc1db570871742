import { count, enumerateSome, formatNumber } from "../../../report/content/words";
import { stackName } from "../../stacks";
import type { Choice } from "./choose-part";
import type { ComposedStack } from "./compose-stack";

export function importLines(written: readonly string[], composed: ComposedStack, choice: Choice): readonly string[] {
  const [stack = "", ...lists] = written;
  const beside = lists.length === 0 ? "" : `, ${count(lists.length, "list", "lists")} beside it`;
  const lines = [
    `Wrote ${stack}: ${count(composed.people, "person", "people")} and ` +
      `${count(composed.groups, "group", "groups")} in ` +
      `${count(composed.assignments, "assignment", "assignments")}, ` +
      `${count(composed.bundles, "bundle", "bundles")}${beside}.`,
    "Checked against the tenant as it was read: the first run changes nobody.",
  ];
  const byReason = new Map<string, string[]>();
  for (const { who, why } of composed.left) byReason.set(why, [...(byReason.get(why) ?? []), who]);
  if (byReason.size > 0) lines.push("", "Not in the stack, and so never touched:");
  for (const [why, who] of byReason) lines.push(`  ${formatNumber(who.length)}: ${why} (${enumerateSome(who, 5)})`);
  lines.push(...composed.notes.map((note) => `Note: ${note}.`));
  const name = stackName(stack);
  lines.push(
    `Next: read it, then \`npx m365-licenses pulumi stack init ${name}\` and ` +
      `\`npx m365-licenses plan ${name}\`, which shows nobody changed.`,
  );
  lines.push(...forgetLines(choice));
  return lines;
}

/** Addresses that are printed; a terminal holds no more, and `--json` has them all. */
const shownAtMost = 20;

/** How the other tool lets go without taking anything back; in this order nobody is without a licence in between. */
function forgetLines(choice: Choice): readonly string[] {
  if (choice.kind !== "state") return [];
  const command = choice.tool === "terraform" ? "terraform state rm" : "pulumi state delete --yes";
  const other = choice.tool === "terraform" ? "Terraform" : "the other Pulumi stack";
  const shown = choice.licenses.slice(0, shownAtMost).map(({ address }) => `  ${command} ${quoted(address)}`);
  const rest = choice.licenses.length - shown.length;
  return [
    `After the first run, and not before, let ${other} forget what it owns, which takes nothing back:`,
    ...shown,
    ...(rest > 0 ? [`  and ${formatNumber(rest)} more; \`import --json\` names them all.`] : []),
    `Then take them out of its program. Its next run must not find them in both places.`,
  ];
}

function quoted(address: string): string {
  return `'${address.replaceAll("'", String.raw`'\''`)}'`;
}
