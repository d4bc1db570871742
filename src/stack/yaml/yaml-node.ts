import type { Place } from "../../terms/place";

/** A value that remembers where it stands: of a YAML file, or of what a program passes. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

interface PlacedNode {
  readonly place: Place;
  /** Nobody wrote it: it fills the place of a value that is missing or does not fit. */
  readonly standIn?: true;
}

export interface YamlScalar extends PlacedNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As the file writes it, quotes included, of a text of several words: for places within it. */
  readonly raw?: string;
}

export interface YamlList extends PlacedNode {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends PlacedNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, YamlEntry>;
  /** Something was taken out of it because it does not fit the language. */
  readonly pruned?: true;
}

export interface YamlEntry {
  readonly keyPlace: Place;
  readonly value: YamlNode;
}
