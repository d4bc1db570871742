import type { Place } from "../../terms/desired";

/** A value of a YAML file that remembers where it stands. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly place: Place;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly place: Place;
}

export interface YamlMap {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, YamlEntry>;
  /** Something was taken out of it because it does not fit the language. */
  readonly pruned?: true;
  readonly place: Place;
}

export interface YamlEntry {
  readonly keyPlace: Place;
  readonly value: YamlNode;
}
