import { wrap } from "../report/text/layout";
import { styleOf, type TextOptions } from "../report/text/style";
import { count, enumerate, enumerateSome } from "../report/content/words";
import type { HistoryEntry } from "./entries";
import type { History, Wanted } from "./tell-history";

/** The history for a terminal: run by run, people to whom the same happened together. */
export function historyText(history: History, wanted: Wanted, options: TextOptions): string {
  const { colors, width, maxPeople } = styleOf(options);
  const lines = wrap(headText(history, wanted), width, 0, 2).map((line) => colors.bold(line));
  for (const run of runsOf(history.entries)) {
    const [first] = run;
    if (first === undefined) continue;
    lines.push("", ...wrap(runText(first), width, 0, 2).map((line) => colors.bold(line)));
    for (const same of togetherOf(run)) {
      const [one] = same;
      if (one === undefined) continue;
      const names = enumerateSome([...new Set(same.map(nameOf))], maxPeople);
      const by = one.group === undefined ? "" : `, by the group ${one.group}`;
      const doubt = one.isUncertain === true ? " (perhaps: Graph did not answer)" : "";
      lines.push(...wrap(`${names}: ${one.effects.join("; ")}${by}${doubt}`, width, 2, 4));
      const why = [...one.why, ...(one.note === undefined ? [] : [one.note])].join("; ");
      if (why !== "") lines.push(...wrap(why, width, 6).map((line) => colors.dim(line)));
    }
  }
  return lines.join("\n");
}

function headText({ entries, runs, previews, refusals, stacks, days }: History, { who, since, until }: Wanted): string {
  const what = `${count(entries.length, "change", "changes")}${who === undefined ? "" : ` of ${who}`}`;
  const span =
    (since === undefined ? "" : ` since ${since}`) +
    (until === undefined ? "" : `${since === undefined ? "" : ","} until ${until}`);
  const of =
    stacks.length === 0 ? "" : ` of ${stacks.length > 3 ? count(stacks.length, "stack", "stacks") : enumerate(stacks)}`;
  const from = days === undefined ? "" : `, ${days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`}`;
  const beside = [
    ...(previews === 0 ? [] : [count(previews, "plan", "plans")]),
    ...(refusals === 0 ? [] : [count(refusals, "refusal", "refusals")]),
  ];
  const apart = beside.length === 0 ? "" : `. Beside them ${enumerate(beside)}, which changed nothing`;
  return `${what}${span} in reports of ${count(runs, "run", "runs")}${of}${from}${apart}.`;
}

function runText({ day, at, stack, tenant, commit, report }: HistoryEntry): string {
  const time = at === undefined ? "" : ` ${at.slice(11, 16)} UTC`;
  const applied = commit === undefined ? "" : `, commit ${commit.slice(0, 12)}`;
  const kept =
    report.commit === undefined ? "" : `, kept by ${report.commit.hash.slice(0, 12)} (${report.commit.author})`;
  return `${at === undefined ? day : at.slice(0, 10)}${time}  ${stack} (${tenant.displayName})${applied}${kept}`;
}

function runsOf(entries: readonly HistoryEntry[]): readonly (readonly HistoryEntry[])[] {
  return groupBy(entries, ({ stack, day, at, digest, report }) => [stack, day, at, digest, report]);
}

function togetherOf(entries: readonly HistoryEntry[]): readonly (readonly HistoryEntry[])[] {
  return groupBy(entries, ({ effects, group, why, note, isUncertain }) => [effects, group, why, note, isUncertain]);
}

function groupBy(
  entries: readonly HistoryEntry[],
  keyOf: (entry: HistoryEntry) => unknown,
): readonly (readonly HistoryEntry[])[] {
  const groups = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify(keyOf(entry));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [entry]);
    else known.push(entry);
  }
  return [...groups.values()];
}

function nameOf({ name, currentName }: HistoryEntry): string {
  return currentName === undefined ? name : `${name} (then ${currentName})`;
}
