import type { PropertyPlace } from "../terms/place";
import { formatLimit, stackLimits } from "./problems/limits";
import type { Problem } from "./problems/problem";
import type { ProblemCode } from "./problems/problem-codes";
import type { YamlEntry, YamlNode } from "./yaml/yaml-node";

export type ValueResult =
  | { readonly kind: "ok"; readonly root: YamlNode }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** The place of what a program passes as a whole. */
export const wholeValue: PropertyPlace = { property: "arguments" };

/**
 * The tree of a value, as of a file, in which each node knows the property that it is: `assignments[0].licenses[1]`. A
 * property that is `undefined` is a problem: what a look-up did not find would be taken from everybody who had it.
 */
export function valueTree(value: unknown): ValueResult {
  const builder = new ValueTree();
  const root = builder.node(value, "");
  return root === undefined || builder.problems.length > 0
    ? { kind: "invalid", problems: builder.problems }
    : { kind: "ok", root };
}

class ValueTree {
  readonly problems: Problem[] = [];
  readonly #above = new Set<object>();
  #values = 0;

  node(value: unknown, path: string): YamlNode | undefined {
    const place = path === "" ? wholeValue : { property: path };
    this.#values += 1;
    if (this.#values > stackLimits.yamlValues) {
      if (this.#values === stackLimits.yamlValues + 1)
        this.#report(
          "limit-exceeded",
          place,
          `There are more than ${formatLimit(stackLimits.yamlValues)} values.`,
          "Use groups, or divide the stack.",
        );
      return undefined;
    }
    if (value === null || typeof value === "string" || typeof value === "boolean")
      return { kind: "scalar", value, place };
    if (typeof value === "number" && Number.isFinite(value)) return { kind: "scalar", value, place };
    if (typeof value === "object" && isPlain(value)) return this.#within(value, path, place);
    this.#refuse(value, place);
    return undefined;
  }

  #within(value: object, path: string, place: PropertyPlace): YamlNode | undefined {
    if (this.#above.has(value)) {
      this.#report("wrong-type", place, "This value contains itself.", "Write the values out.");
      return undefined;
    }
    this.#above.add(value);
    const node = Array.isArray(value) ? this.#list(value, path, place) : this.#map(value, path, place);
    this.#above.delete(value);
    return node;
  }

  #list(value: readonly unknown[], path: string, place: PropertyPlace): YamlNode {
    // Of a list with holes each hole is an item.
    const items = Array.from(value, (item, index) => this.node(item, pathOf(path, index)));
    return { kind: "list", items: items.filter((item) => item !== undefined), place };
  }

  #map(value: object, path: string, place: PropertyPlace): YamlNode {
    const entries = new Map<string, YamlEntry>();
    const written = Object.entries(value);
    if (written.length > stackLimits.yamlKeys)
      this.#report(
        "limit-exceeded",
        place,
        `This map has more than ${formatLimit(stackLimits.yamlKeys)} keys.`,
        "Divide the stack.",
      );
    for (const [key, item] of written.slice(0, stackLimits.yamlKeys)) {
      const at = pathOf(path, key);
      const node = this.node(item, at);
      if (node !== undefined) entries.set(key, { keyPlace: { property: at }, value: node });
    }
    return { kind: "map", entries, place };
  }

  #refuse(value: unknown, place: PropertyPlace): void {
    if (value === undefined)
      this.#report(
        "empty-value",
        place,
        "This property is `undefined`.",
        "A look-up that found nothing looks like this. If nothing is meant, leave the property out.",
      );
    else if (value instanceof Date)
      this.#report("wrong-type", place, "This is a `Date`.", "Write the day as a text, for example `2027-03-31`.");
    else
      this.#report(
        "wrong-type",
        place,
        `This is ${kindOf(value)}.`,
        "A stack is made of texts, numbers, `true` and `false`, lists and plain objects.",
      );
  }

  #report(code: ProblemCode, place: PropertyPlace, message: string, remedy: string): void {
    this.problems.push({ code, place, message, remedy });
  }
}

/** A list, or an object without a class of its own. */
export function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (typeof value === "number") return `\`${String(value)}\``;
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return `an object of the class \`${value.constructor.name}\``;
}

/** `assignments[0]`, `tenant`, and `bundles["e3 voice"]` where a key is no identifier. */
export function pathOf(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${String(key)}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
