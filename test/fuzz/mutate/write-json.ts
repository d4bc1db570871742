import type { Tree } from "./tree";

/** A document as JSON, with keys that stand twice; a number that JSON has no word for is written as nobody reads it. */
export function writeJson(tree: Tree): string {
  const parts: string[] = [];
  // Without recursion: documents are nested deeper than the stack of a program.
  const open: (Tree | string)[] = [tree];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string") parts.push(next);
    else if (next.kind === "scalar") parts.push(scalar(next.value));
    else if (next.kind === "list") {
      parts.push("[");
      open.push("]");
      for (let at = next.items.length - 1; at >= 0; at -= 1) {
        const item = next.items[at];
        if (item !== undefined) open.push(item);
        if (at > 0) open.push(",");
      }
    } else {
      parts.push("{");
      open.push("}");
      for (let at = next.entries.length - 1; at >= 0; at -= 1) {
        const entry = next.entries[at];
        if (entry !== undefined) open.push(entry.value, `${JSON.stringify(entry.key)}:`);
        if (at > 0) open.push(",");
      }
    }
  }
  return parts.join("");
}

function scalar(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return JSON.stringify(value);
}
