import type { FilePlace } from "../../../terms/place";

/**
 * Ways to stop naming a list that names nobody any more, of which the first that the stack accepts is taken: the list
 * out of several, `users: []` instead of `usersFrom`, or no `usersFrom` at all where the assignment names people or
 * groups otherwise. `place` is where the stack names the list.
 */
export function waysToDropList(text: string, place: FilePlace): readonly string[] {
  const lines = text.split("\n");
  const line = lines[place.line - 1] ?? "";
  const before = line.slice(0, place.column - 1);
  const key = findKey(lines, place.line - 1);
  const ways: string[] = [];
  const dash = /^\s*-\s+(?:\{?\s*file:\s*)?$/.exec(before);
  if (dash !== null) ways.push(without(lines, place.line - 1, endOf(lines, place.line - 1, before.indexOf("-"))));
  const item = /(\[|,)\s*(\{\s*file:\s*)?$/.exec(before);
  if (item !== null) {
    const start = before.length - (item[2]?.length ?? 0);
    const written =
      item[2] === undefined
        ? /^("[^"]*"|'[^']*'|[^,\]}]*)/.exec(line.slice(start))
        : /^\{[^}]*\}/.exec(line.slice(start));
    const [head, tail] = [line.slice(0, start), line.slice(start + (written?.[0].length ?? 0))];
    const joined = /^\s*,/.test(tail) ? head + tail.replace(/^\s*,\s*/, "") : head.replace(/,\s*$/, "") + tail;
    ways.push(lines.with(place.line - 1, joined).join("\n"));
  }
  if (key !== undefined) {
    const end = endOf(lines, key.line, key.indent);
    const comment = /\s#.*$/.exec(lines[key.line] ?? "")?.[0] ?? "";
    const head = (lines[key.line] ?? "").slice(0, key.indent);
    ways.push([...lines.slice(0, key.line), `${head}users: []${comment}`, ...lines.slice(end)].join("\n"));
    if (!head.includes("-")) ways.push(without(lines, key.line, end));
  }
  return ways;
}

function findKey(
  lines: readonly string[],
  from: number,
): { readonly line: number; readonly indent: number } | undefined {
  for (let line = from; line >= 0 && from - line < 1000; line -= 1) {
    const match = /^(\s*(?:-\s+)?)usersFrom:/.exec(lines[line] ?? "");
    if (match !== null) return { line, indent: match[1]?.length ?? 0 };
  }
  return undefined;
}

/**
 * The line after a block that begins at `from` and is indented deeper than `indent`; items of a list may stand as far
 * out as its key.
 */
function endOf(lines: readonly string[], from: number, indent: number): number {
  const isKey = /usersFrom:/.test(lines[from] ?? "");
  let end = from + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    const depth = line.length - line.trimStart().length;
    if (line.trim() === "" || (depth <= indent && !(isKey && depth === indent && line.trimStart().startsWith("- "))))
      break;
    end += 1;
  }
  return end;
}

function without(lines: readonly string[], from: number, to: number): string {
  return [...lines.slice(0, from), ...lines.slice(to)].join("\n");
}
