import type { z } from "zod";
import { isInFile } from "../../terms/place";
import { nearestNames } from "../../catalog/nearest";
import { didYouMean } from "../problems/did-you-mean";
import type { Problem } from "../problems/problem";
import { shorten } from "../problems/shorten";
import type { YamlNode } from "../yaml/yaml-node";
import { complaintOf, type Complaint } from "./complaint";
import { findNode, keyPlaceAt, nodeAt, type Path } from "./tree";

/** Something that does not fit the language, and where. */
export interface Fault {
  readonly kind: "unknown" | "missing" | "unfit";
  readonly problem: Problem;
  readonly path: Path;
}

type Issue = z.core.$ZodIssue;

/** What an issue of the schema means in a file: of a union, what is wrong with the form that was meant. */
export function faultsOf(issue: Issue, root: YamlNode, above: Path = []): readonly Fault[] {
  const path = [...above, ...issue.path];
  const complaint = complaintOf(issue.message);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, root, complaint));
  if (issue.code === "invalid_union") return unionFaults(issue, root, path);
  if (issue.code === "invalid_key") return [unfitKey(issue, root, path)];
  const node = nodeAt(root, path);
  if (isMissing(issue, root, path)) {
    const owner = path.length === 1 ? wholeOf(root) : ownerName(path.slice(0, -1));
    const message = `\`${String(path.at(-1))}\` is missing in ${owner}.`;
    const problem: Problem = { code: "missing-key", message, place: node.place, remedy: complaint.text };
    return [{ kind: "missing", problem, path }];
  }
  const empty = node.kind === "scalar" && node.value === null;
  const code = empty ? "empty-value" : complaint.code;
  const remedy = bundleForm(root, path) ?? complaint.text;
  const problem: Problem = { code, message: misfit(node, path), place: node.place, remedy };
  return [{ kind: "unfit", problem, path }];
}

/** How a bundle is written that is given as `name: …` and `licenses: …`, as assignments are. */
function bundleForm(root: YamlNode, path: Path): string | undefined {
  if (path.length !== 2 || path[0] !== "bundles" || path[1] !== "name") return undefined;
  const name = findNode(root, path);
  if (name?.kind !== "scalar" || typeof name.value !== "string") return undefined;
  const licenses = findNode(root, ["bundles", "licenses"]);
  const listed = licenses?.kind === "list" ? licenses.items : [];
  const written = listed.flatMap((item) => (item.kind === "scalar" ? String(item.value) : []));
  const example = written.length > 0 && written.length === listed.length ? written.join(", ") : "Office 365 E3";
  return `A bundle is its name with its licences. Write \`${shorten(name.value)}: [${shorten(example)}]\` instead.`;
}

/** A key that no object of the language can have, and that a schema passes over without a word. */
export function unusableKeys(node: YamlNode, path: Path = []): readonly Fault[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.flatMap((item, index) => unusableKeys(item, [...path, index]));
  return [...node.entries].flatMap(([key, entry]) => {
    const at = [...path, key];
    if (key !== "__proto__") return unusableKeys(entry.value, at);
    const message = "The key `__proto__` cannot be used.";
    const problem: Problem = {
      code: "unknown-key",
      message,
      place: entry.keyPlace,
      remedy: "Take it out, or give it another name.",
    };
    return [{ kind: "unknown" as const, problem, path: at }];
  });
}

function isMissing(issue: Issue, root: YamlNode, path: Path): boolean {
  if (issue.code !== "invalid_type" || path.length === 0) return false;
  return findNode(root, path.slice(0, -1))?.kind === "map" && findNode(root, path) === undefined;
}

function unfitKey(issue: Extract<Issue, { code: "invalid_key" }>, root: YamlNode, path: Path): Fault {
  const { code, text } = complaintOf(issue.issues[0]?.message ?? issue.message);
  const message = `The key \`${shorten(String(path.at(-1)))}\` does not fit here.`;
  return { kind: "unknown", problem: { code, message, place: keyPlaceAt(root, path), remedy: text }, path };
}

/** "`people: 120%` does not fit here." */
function misfit(node: YamlNode, path: Path): string {
  const key = shorten(String(lastKey(path)));
  const inList = typeof path.at(-1) === "number";
  if (node.kind !== "scalar") {
    const what = node.kind === "map" ? "a map" : node.items.length === 0 ? "an empty list" : "a list";
    if (key === "") return `${capital(wholeOf(node))} is ${what}.`;
    return inList ? `An entry of \`${key}\` is ${what}.` : `\`${key}\` is ${what}.`;
  }
  if (node.value === null) {
    if (key === "") return `${capital(wholeOf(node))} is empty.`;
    return inList ? `An entry of \`${key}\` is empty.` : `\`${key}\` has no value.`;
  }
  const value = shorten(String(node.value));
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
  return issue.code === "invalid_union" ? issue.errors.flat().flatMap(formsOf) : [complaintOf(issue.message).text];
}

function unknownKey(key: string, path: Path, root: YamlNode, { keys = [], elsewhere }: Complaint): Fault {
  const where = path.length === 0 ? "here" : `in ${ownerName(path)}`;
  const hint = elsewhere?.keys.includes(key) === true ? elsewhere.hint : undefined;
  const remedy =
    hint ??
    didYouMean(nearestNames(key, keys)) ??
    (keys.length > 0 ? `Known are ${keys.map((name) => `\`${name}\``).join(", ")}.` : undefined);
  const problem: Problem = {
    code: "unknown-key",
    message: `There is no key \`${shorten(key)}\` ${where}.`,
    place: keyPlaceAt(root, [...path, key]),
    ...(remedy === undefined ? {} : { remedy }),
  };
  return { kind: "unknown", problem, path: [...path, key] };
}

function wholeOf({ place }: YamlNode): string {
  return isInFile(place) ? "this file" : "this stack";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function ownerName(path: Path): string {
  const key = shorten(String(lastKey(path)));
  return typeof path.at(-1) === "number" ? `this entry of \`${key}\`` : `\`${key}\``;
}

function lastKey(path: Path): PropertyKey {
  return path.findLast((step) => typeof step !== "number") ?? "";
}
