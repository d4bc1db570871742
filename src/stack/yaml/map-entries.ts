import type { Place } from "../../terms/place";
import { formatLimit, stackLimits } from "../problems/limits";
import type { ProblemCode } from "../problems/problem-codes";
import { shorten } from "../problems/shorten";
import type { YamlEntry, YamlNode } from "./yaml-node";

export type Complaining = (code: ProblemCode, place: Place, message: string, remedy: string) => void;

/** A map that is being read. */
export interface OpenMap {
  readonly place: Place;
  readonly entries: Map<string, YamlEntry>;
  readonly merged: { readonly value: YamlNode; readonly place: Place }[];
  /** It has more keys than are read, which was said. */
  full?: true;
}

/** Stands before a quoted `<<`, which is a key like any other. */
export const quotedMerge = "\u0000<<";

/** Takes a key and its value into a map; what cannot stand there is reported and left out. */
export function addEntry(map: OpenMap, key: YamlNode, value: YamlNode, report: Complaining): void {
  if (key.kind !== "scalar" || key.value === null) {
    report("yaml-syntax", key.place, "A key has to be a plain text.", "Write `key: value`.");
    return;
  }
  if (key.value === "<<") {
    map.merged.push({ value, place: key.place });
    return;
  }
  const name = key.value === quotedMerge ? "<<" : String(key.value);
  const before = map.entries.get(name);
  if (before !== undefined) {
    const { line } = before.keyPlace;
    report(
      "yaml-duplicate-key",
      key.place,
      `The key \`${shorten(name)}\` stands here for the second time; the first is in line ${String(line)}.`,
      "Join the two, or take one out.",
    );
    return;
  }
  if (map.entries.size < stackLimits.yamlKeys) map.entries.set(name, { keyPlace: key.place, value });
  else refuseMore(map, key.place, report);
}

/**
 * Keys of the map win over merged ones, and earlier merged ones over later (YAML merge key,
 * https://yaml.org/type/merge.html).
 */
export function mergeInto(map: OpenMap, report: Complaining): void {
  for (const { value, place } of map.merged)
    for (const source of value.kind === "list" ? value.items : [value]) {
      if (source.kind !== "map") {
        report(
          "yaml-merge",
          place,
          "`<<` merges a map, or a list of maps; this is neither.",
          "Name an anchor that stands on a map: `<<: *anchor`.",
        );
        break;
      }
      for (const [key, entry] of source.entries) {
        if (map.entries.has(key)) continue;
        if (map.entries.size < stackLimits.yamlKeys) map.entries.set(key, entry);
        else refuseMore(map, place, report);
      }
    }
}

function refuseMore(map: OpenMap, place: Place, report: Complaining): void {
  if (map.full === true) return;
  map.full = true;
  report(
    "limit-exceeded",
    place,
    `This map has more than ${formatLimit(stackLimits.yamlKeys)} keys.`,
    "Is it the right file? If so, divide it: a stack can `include` other files.",
  );
}
