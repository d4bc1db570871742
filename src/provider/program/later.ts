import { isPlain, pathOf, wholeValue } from "../../stack/value-tree";
import { Output } from "@pulumi/pulumi/output";

/** Something in a value that another resource has to tell, or a promise. */
export interface Later {
  /** The property that it is, as problems name it: `assignments[0].users[1]`. */
  readonly path: string;
  readonly input: unknown;
}

/** Everything of a value that becomes known later, in the order in which `fillIn` takes it. */
export function findLater(value: unknown, path = "", above: readonly unknown[] = []): readonly Later[] {
  if (isLater(value)) return [{ path: path === "" ? wholeValue.property : path, input: value }];
  // What contains itself is refused when it is looked at.
  if (above.includes(value)) return [];
  return childrenOf(value).flatMap(([key, item]) => findLater(item, pathOf(path, key), [...above, value]));
}

/** The value, with what has become known in its place. */
export function fillIn(value: unknown, known: readonly unknown[]): unknown {
  let next = 0;
  const fill = (at: unknown, above: readonly unknown[]): unknown => {
    if (isLater(at)) return known[next++];
    if (above.includes(at)) return at;
    if (Array.isArray(at)) return at.map((item) => fill(item, [...above, at]));
    if (!isMap(at)) return at;
    return Object.fromEntries(Object.entries(at).map(([key, item]) => [key, fill(item, [...above, at])]));
  };
  return fill(value, []);
}

function childrenOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item] as const);
  return isMap(value) ? Object.entries(value) : [];
}

function isLater(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Output.isInstance(value) || ("then" in value && typeof value.then === "function");
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value);
}
