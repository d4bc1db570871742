import type { Place } from "../../terms/place";
import type { YamlEntry, YamlNode } from "../yaml/yaml-node";
import type { Fault } from "./faults";
import { findNode, type Path } from "./tree";

/**
 * Values that take the place of missing or unfit ones, so that what depends on them is checked all the same. By path,
 * with `*` for the places of a list: `assignments.*.name`.
 */
export type StandIns = Readonly<Record<string, string | readonly string[]>>;

/** What has to go: a tree of steps, so that any number of faults is taken out in one walk. */
interface Cut {
  readonly below: Map<string, Cut>;
  action?: "remove" | { readonly standIn: string | readonly string[] };
}

/**
 * The tree without what does not fit. A key that must not be missing gets its stand-in, once, or takes its owner with
 * it. Undefined: nothing is left to go on with.
 *
 * Each call takes out something that an author wrote, or fills a gap with a stand-in; a stand-in that does not fit goes
 * with its owner and never comes again. So calling this until everything fits comes to an end.
 */
export function prune(root: YamlNode, faults: readonly Fault[], standIns: StandIns): YamlNode | undefined {
  const cuts: Cut = { below: new Map() };
  for (const fault of faults) {
    const standIn = standInOf(root, fault, standIns);
    const path = standIn !== undefined || !takesOwner(root, fault) ? fault.path : fault.path.slice(0, -1);
    const cut = path.reduce<Cut>(descend, cuts);
    if (cut.action !== "remove") cut.action = standIn === undefined ? "remove" : { standIn };
  }
  return apply(root, cuts);
}

function standInOf(root: YamlNode, { kind, path }: Fault, standIns: StandIns): string | readonly string[] | undefined {
  if (kind === "unknown" || findNode(root, path)?.standIn === true) return undefined;
  const pattern = path.map((step) => (typeof step === "number" ? "*" : String(step))).join(".");
  return Object.hasOwn(standIns, pattern) ? standIns[pattern] : undefined;
}

/** What is not there cannot be taken out, and what stands in for it was tried before. */
function takesOwner(root: YamlNode, { path }: Fault): boolean {
  const node = findNode(root, path);
  return node === undefined || node.standIn === true;
}

function descend(cut: Cut, step: Path[number]): Cut {
  const known = cut.below.get(String(step));
  if (known !== undefined) return known;
  const next: Cut = { below: new Map() };
  cut.below.set(String(step), next);
  return next;
}

function apply(node: YamlNode, cut: Cut): YamlNode | undefined {
  if (cut.action === "remove") return undefined;
  if (cut.action !== undefined) return standInNode(cut.action.standIn, node.place);
  if (node.kind === "scalar") return node;
  if (node.kind === "list") {
    const items = node.items.flatMap((item, index) => {
      const below = cut.below.get(String(index));
      return below === undefined ? [item] : (apply(item, below) ?? []);
    });
    return { ...node, items };
  }
  const entries = new Map<string, YamlEntry>();
  for (const [key, entry] of node.entries) {
    const below = cut.below.get(key);
    const value = below === undefined ? entry.value : apply(entry.value, below);
    if (value !== undefined) entries.set(key, { ...entry, value });
  }
  for (const [key, { action }] of cut.below)
    if (!node.entries.has(key) && typeof action === "object")
      entries.set(key, { keyPlace: node.place, value: standInNode(action.standIn, node.place) });
  return { ...node, pruned: true, entries };
}

function standInNode(value: string | readonly string[], place: Place): YamlNode {
  if (typeof value !== "string")
    return { kind: "list", items: value.map((item) => standInNode(item, place)), place, standIn: true };
  return { kind: "scalar", value, place, standIn: true };
}
