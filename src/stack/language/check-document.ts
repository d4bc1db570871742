import type { z } from "zod";
import type { Place } from "../../terms/desired";
import { codeOf, keysOf } from "./leaves";
import { nearestNames } from "../../catalog/nearest";
import { didYouMean } from "../problems/did-you-mean";
import type { Problem } from "../problems/problem";
import type { YamlEntry, YamlMap, YamlNode } from "../yaml/yaml-node";

export type Path = readonly PropertyKey[];

/** A document that has the shape of the language, and the tree that knows where each value stands. */
export interface CheckedDocument<Document> {
  readonly document: Document;
  readonly tree: YamlNode;
  readonly problems: readonly Problem[];
}

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
    const next =
      node.kind === "list"
        ? node.items[Number(step)]
        : node.kind === "map"
          ? node.entries.get(String(step))?.value
          : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

export function placeAt(root: YamlNode, path: Path): Place {
  return nodeAt(root, path).place;
}

export function keyPlaceAt(root: YamlNode, path: Path): Place {
  const holder = nodeAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  return (holder.kind === "map" ? holder.entries.get(key)?.keyPlace : undefined) ?? placeAt(root, path);
}

/**
 * Checks a tree against the language. What does not fit is reported, taken out, and the rest is checked on, so that
 * one run shows the problems of every layer. Undefined: nothing is left to go on with.
 */
export function checkDocument<Schema extends z.ZodType>(
  schema: Schema,
  tree: YamlNode,
  standIns: StandIns = {},
): CheckedDocument<z.output<Schema>> | { readonly document?: undefined; readonly problems: readonly Problem[] } {
  let problems: readonly Problem[] | undefined;
  let rest = tree;
  for (;;) {
    const result = schema.safeParse(plainValue(rest));
    if (result.success) return { document: result.data, tree: rest, problems: problems ?? [] };
    const faults = result.error.issues.flatMap((issue) => faultsOf(issue, rest, []));
    // The first pass sees everything; what later passes miss was taken out here, not left out by the author.
    problems ??= faults.map((fault) => fault.problem);
    const pruned = prune(
      rest,
      faults.map((fault) => fault.prune),
      standIns,
    );
    if (pruned === undefined) return { problems };
    rest = pruned;
  }
}

/**
 * Values that take the place of missing or unfit ones, by key, so that what depends on them is checked all the same.
 */
export type StandIns = Readonly<Record<string, string | readonly string[]>>;

interface Fault {
  readonly problem: Problem;
  /** What has to go for the rest to be checked on. */
  readonly prune: Path;
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, root: YamlNode, above: Path): readonly Fault[] {
  const path = [...above, ...issue.path];
  const node = nodeAt(root, path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey(key, path, root, keysOf(issue.message)));
  if (issue.code === "invalid_union") return unionFaults(issue, root, path);
  if (issue.code === "invalid_key") {
    const text = issue.issues[0]?.message ?? issue.message;
    return [
      {
        problem: {
          code: codeOf(text) ?? "wrong-value",
          message: `The key \`${String(path.at(-1))}\` does not fit here.`,
          place: keyPlaceAt(root, path),
          remedy: text,
        },
        prune: path,
      },
    ];
  }
  const holder = nodeAt(root, path.slice(0, -1));
  const step = path.at(-1);
  if (
    issue.code === "invalid_type" &&
    step !== undefined &&
    holder.kind === "map" &&
    !holder.entries.has(String(step))
  ) {
    const owner = path.length === 1 ? "this file" : ownerName(path.slice(0, -1));
    return [
      {
        problem: {
          code: "missing-key",
          message: `\`${String(step)}\` is missing in ${owner}.`,
          place: holder.place,
          remedy: issue.message,
        },
        prune: path,
      },
    ];
  }
  const empty = node.kind === "scalar" && node.value === null;
  const code = empty ? "empty-value" : (codeOf(issue.message) ?? "wrong-value");
  return [{ problem: { code, message: misfit(node, path), place: node.place, remedy: issue.message }, prune: path }];
}

/** "`people: 120%` does not fit here." */
function misfit(node: YamlNode, path: Path): string {
  const key = String(lastKey(path));
  const inList = typeof path.at(-1) === "number";
  if (node.kind !== "scalar") {
    const what = node.kind === "map" ? "a map" : node.items.length === 0 ? "an empty list" : "a list";
    return key === ""
      ? `This file is ${what}.`
      : inList
        ? `An entry of \`${key}\` is ${what}.`
        : `\`${key}\` is ${what}.`;
  }
  if (node.value === null)
    return key === ""
      ? "This file is empty."
      : inList
        ? `An entry of \`${key}\` is empty.`
        : `\`${key}\` has no value.`;
  const text = String(node.value);
  const value = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return key === "" || inList ? `\`${value}\` does not fit here.` : `\`${key}: ${value}\` does not fit here.`;
}

/**
 * Of the forms that a value may have, the one that was meant is the one that fits its shape; only its faults are shown.
 */
function unionFaults(issue: Extract<Issue, { code: "invalid_union" }>, root: YamlNode, path: Path): readonly Fault[] {
  const meant = issue.errors.filter((issues) => issues.some(fitsShape));
  const chosen = meant[0] ?? issue.errors[0] ?? [];
  const faults = chosen.flatMap((inner) => faultsOf(inner, root, path));
  if (meant.length > 0) return faults;
  const forms = [...new Set(formsOf(issue))];
  return faults.slice(0, 1).map((fault) => ({ ...fault, problem: { ...fault.problem, remedy: forms.join(" Or: ") } }));
}

/** Whether a fault lies within a value that has the right shape. */
function fitsShape(issue: Issue): boolean {
  if (issue.code === "invalid_union") return issue.errors.some((issues) => issues.some(fitsShape));
  return issue.path.length > 0 || (issue.code !== "invalid_type" && issue.code !== "invalid_value");
}

function formsOf(issue: Issue): readonly string[] {
  return issue.code === "invalid_union" ? issue.errors.flat().flatMap(formsOf) : [issue.message];
}

function unknownKey(
  key: string,
  path: Path,
  root: YamlNode,
  { keys: known, elsewhere }: ReturnType<typeof keysOf>,
): Fault {
  const where = path.length === 0 ? "here" : `in ${ownerName(path)}`;
  const hint = elsewhere.keys.includes(key) ? elsewhere.hint : undefined;
  const remedy =
    hint ??
    didYouMean(nearestNames(key, known)) ??
    (known.length > 0 ? `Known are ${known.map((name) => `\`${name}\``).join(", ")}.` : undefined);
  const problem = {
    code: "unknown-key" as const,
    message: `There is no key \`${key}\` ${where}.`,
    place: keyPlaceAt(root, [...path, key]),
  };
  return { problem: remedy === undefined ? problem : { ...problem, remedy }, prune: [...path, key] };
}

function ownerName(path: Path): string {
  const key = lastKey(path);
  return typeof path.at(-1) === "number" ? `this entry of \`${String(key)}\`` : `\`${String(key)}\``;
}

function lastKey(path: Path): PropertyKey {
  return path.findLast((step) => typeof step !== "number") ?? "";
}

/**
 * The tree without the values at these paths. A key that must not be missing takes its owner with it, or gets a
 * stand-in.
 */
function prune(root: YamlNode, paths: readonly Path[], standIns: StandIns): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  const targets = paths.map((path) =>
    path.length > 1 && !exists(root, path) && !(String(path.at(-1)) in standIns) ? path.slice(0, -1) : path,
  );
  // The last item of a list goes first, so that the indices of the others stay true.
  targets.sort((left, right) => comparePaths(right, left));
  for (const path of targets) {
    if (node === undefined) return undefined;
    node = without(node, path, standIns);
  }
  return node === root ? undefined : node;
}

function exists(root: YamlNode, path: Path): boolean {
  const holder = nodeAt(root, path.slice(0, -1));
  const step = path.at(-1);
  if (holder.kind === "list") return holder.items[Number(step)] !== undefined;
  return holder.kind === "map" && holder.entries.has(String(step));
}

function comparePaths(left: Path, right: Path): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === b) continue;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  }
  return left.length - right.length;
}

function without(node: YamlNode, path: Path, standIns: StandIns): YamlNode | undefined {
  const [step, ...below] = path;
  if (step === undefined) return undefined;
  if (node.kind === "list") {
    const item = node.items[Number(step)];
    if (item === undefined) return node;
    const left = without(item, below, standIns);
    return {
      ...node,
      items: left === undefined ? node.items.toSpliced(Number(step), 1) : node.items.with(Number(step), left),
    };
  }
  if (node.kind === "map") return { ...node, pruned: true, entries: withoutEntry(node, String(step), below, standIns) };
  return node;
}

function withoutEntry(node: YamlMap, key: string, below: Path, standIns: StandIns): ReadonlyMap<string, YamlEntry> {
  const entries = new Map(node.entries);
  const entry = entries.get(key);
  const standIn = below.length === 0 ? standIns[key] : undefined;
  if (standIn !== undefined) {
    const place = entry?.value.place ?? node.place;
    const scalar = (value: string): YamlNode => ({ kind: "scalar", value, place });
    entries.set(key, {
      keyPlace: entry?.keyPlace ?? node.place,
      value: typeof standIn === "string" ? scalar(standIn) : { kind: "list", items: standIn.map(scalar), place },
    });
    return entries;
  }
  if (entry === undefined) return entries;
  const left = without(entry.value, below, standIns);
  if (left === undefined) entries.delete(key);
  else entries.set(key, { ...entry, value: left });
  return entries;
}
