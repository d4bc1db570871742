import { type FilePlace, isInFile, type Place } from "../../terms/place";
import type { YamlNode } from "./yaml-node";

/**
 * The place of a letter of a text, where the file may write it in quotes, with escapes or over several lines. Goes
 * along the value and its source: what stands in the source alone are quotes, escapes and indentation.
 *
 * @param offset of the letter in the value, from 0; its length for what follows it
 */
export function placeWithin(node: YamlNode, offset: number): Place {
  if (node.kind !== "scalar" || node.raw === undefined || typeof node.value !== "string" || !isInFile(node.place))
    return node.place;
  const { raw, value } = node;
  let at = raw.startsWith("'") || raw.startsWith('"') ? 1 : 0;
  for (let known = 0; known < offset && at < raw.length; known += 1) at = stepOver(raw, at, value.charAt(known));
  return walk(node.place, raw.slice(0, skipBreaks(raw, at, value.charAt(offset))));
}

/** The offset in the source behind this letter of the value. */
function stepOver(raw: string, from: number, letter: string): number {
  const at = skipBreaks(raw, from, letter);
  if (raw.startsWith("''", at) && raw.startsWith("'") && letter === "'") return at + 2;
  if (raw[at] === letter) return at + 1;
  if (raw[at] === "\\" && raw.startsWith('"')) {
    const escape = /\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|.)/iy;
    escape.lastIndex = at;
    return at + (escape.exec(raw)?.[0].length ?? 1);
  }
  // A fold: one blank of the value is a line break with indentation.
  const blank = /\s+/y;
  blank.lastIndex = at;
  return at + (blank.exec(raw)?.[0].length ?? 1);
}

/** Indentation of a block is not part of its value. */
function skipBreaks(raw: string, from: number, letter: string): number {
  if (letter.trim() === "" || raw[from]?.trim() !== "") return from;
  const blank = /\s+/y;
  blank.lastIndex = from;
  return from + (blank.exec(raw)?.[0].length ?? 0);
}

function walk({ file, line, column }: FilePlace, before: string): Place {
  const lines = before.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? "";
  return { file, line: line + lines.length - 1, column: lines.length === 1 ? column + last.length : last.length + 1 };
}
