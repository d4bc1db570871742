import type { Place } from "../../terms/place";
import type { YamlNode } from "../yaml/yaml-node";

export type Path = readonly PropertyKey[];

/** The value of a node without places. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plainValue);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
}

/** The node at a path, or the nearest node above that exists. */
export function nodeAt(root: YamlNode, path: Path): YamlNode {
  let node = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** The node exactly at a path. */
export function findNode(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) node = node && childOf(node, step);
  return node;
}

function childOf(node: YamlNode, step: PropertyKey): YamlNode | undefined {
  if (node.kind === "list") return node.items[Number(step)];
  return node.kind === "map" ? node.entries.get(String(step))?.value : undefined;
}

export function placeAt(root: YamlNode, path: Path): Place {
  return nodeAt(root, path).place;
}

export function keyPlaceAt(root: YamlNode, path: Path): Place {
  const holder = nodeAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  return (holder.kind === "map" ? holder.entries.get(key)?.keyPlace : undefined) ?? placeAt(root, path);
}
