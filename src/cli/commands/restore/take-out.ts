import { formatPlace, type FilePlace } from "../../../terms/place";

/** Texts of files by path. */
export type Texts = ReadonlyMap<string, string>;

export interface TakeOut {
  readonly name: string;
  readonly place: FilePlace;
}

export interface TakenOut {
  readonly texts: Texts;
  /** What could not be found where it stands: a name with an anchor of its own, or over several lines. */
  readonly stuck: readonly TakeOut[];
}

/**
 * Takes names out of stacks and lists; everything around them stays byte for byte, comments included. From the bottom
 * up, so that places stay true.
 */
export function takeOutNames(texts: Texts, takeOuts: readonly TakeOut[]): TakenOut {
  const edited = new Map(texts);
  const stuck: TakeOut[] = [];
  // One line may be named by two assignments that share a list.
  const distinct = new Map(takeOuts.map((takeOut) => [formatPlace(takeOut.place), takeOut]));
  for (const [file, of] of groupByFile([...distinct.values()])) {
    const lines = (texts.get(file) ?? "").split("\n");
    const take = /\.ya?ml$/i.test(file) ? takeFromYaml : /\.csv$/i.test(file) ? takeFromTable : takeFromList;
    const bottomUp = [...of].sort(
      (one, other) => other.place.line - one.place.line || other.place.column - one.place.column,
    );
    for (const takeOut of bottomUp) if (!take(lines, takeOut)) stuck.push(takeOut);
    edited.set(file, lines.join("\n"));
  }
  return { texts: edited, stuck };
}

function groupByFile(takeOuts: readonly TakeOut[]): ReadonlyMap<string, readonly TakeOut[]> {
  const byFile = new Map<string, TakeOut[]>();
  for (const takeOut of takeOuts) byFile.set(takeOut.place.file, [...(byFile.get(takeOut.place.file) ?? []), takeOut]);
  return byFile;
}

/** `adele@contoso.com # since May` */
function takeFromList(lines: string[], { name, place }: TakeOut): boolean {
  const content = (lines[place.line - 1] ?? "").replace(/(^|\s)#.*$/u, "").trim();
  if (!isSame(content, name)) return false;
  lines.splice(place.line - 1, 1);
  return true;
}

/** A row ends where its quotes are closed. */
function takeFromTable(lines: string[], { name, place }: TakeOut): boolean {
  const from = place.line - 1;
  let row = "";
  for (let to = from; to < lines.length; to += 1) {
    row += `${lines[to] ?? ""}\n`;
    if ((row.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    if (!row.toLowerCase().includes(name.toLowerCase())) return false;
    lines.splice(from, to - from + 1);
    return true;
  }
  return false;
}

function takeFromYaml(lines: string[], { name, place }: TakeOut): boolean {
  const line = lines[place.line - 1];
  if (line === undefined) return false;
  const start = place.column - 1;
  const length = lengthOf(line.slice(start), name);
  if (length === undefined) return false;
  const [before, after] = [line.slice(0, start), line.slice(start + length)];
  const cut = (text: string | undefined): true => {
    lines.splice(place.line - 1, 1, ...(text === undefined ? [] : [text]));
    return true;
  };
  const isEndOfLine = /^\s*(#.*)?$/.test(after) && (/^\s*$/.test(after) || /^\s/.test(after));
  if (/^\s*-\s+$/.test(before)) {
    if (!isEndOfLine) return false;
    cut(undefined);
    emptyList(lines, place.line - 1, before.indexOf("-"));
    return true;
  }
  // In brackets, alone on its line; a comma before the closing bracket is allowed.
  if (/^\s*$/.test(before) && (isEndOfLine || /^\s*,\s*(#.*)?$/.test(after))) return cut(undefined);
  const comma = /^\s*,[ \t]*/.exec(after);
  if (comma !== null && /(^|[[,])\s*$/.test(before)) return cut(before + after.slice(comma[0].length));
  if (/,\s*$/.test(before) && /^\s*\]/.test(after)) return cut(before.replace(/,\s*$/, "") + after);
  if (/(\[|^)\s*$/.test(before) && /^\s*\]/.test(after)) return cut(before + after.trimStart());
  return false;
}

/** How long the name is as it is written here; undefined where something else stands here. */
function lengthOf(rest: string, name: string): number | undefined {
  const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(rest)?.[0];
  if (quoted === undefined) return isSame(rest.slice(0, name.length), name) ? name.length : undefined;
  return isSame(unquote(quoted).trim(), name) ? quoted.length : undefined;
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

/** `users:` of which the last item is gone becomes `users: []`: without a value it would be an error. */
function emptyList(lines: string[], at: number, dash: number): void {
  const isItem = (line: string | undefined): boolean => line?.startsWith(`${" ".repeat(dash)}- `) === true;
  const isNothing = (line: string): boolean => /^\s*(#.*)?$/.test(line);
  let below = at;
  while (below < lines.length && isNothing(lines[below] ?? "")) below += 1;
  if (isItem(lines[below])) return;
  let above = at - 1;
  while (above >= 0 && isNothing(lines[above] ?? "")) above -= 1;
  // The key may have an anchor: `users: &team`.
  const key = /^(\s*(?:-\s+)?["']?[A-Za-z]+["']?:(?:\s+[&!][^\s#]+)*)(\s*(?:#.*)?)$/.exec(lines[above] ?? "");
  if (key !== null && !isItem(lines[above])) lines[above] = `${key[1] ?? ""} []${key[2] ?? ""}`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
