import { relationsOf } from "../tenant/schema/relations";
import type { Segment } from "./graph-request";
import type { Route } from "./route";

export type Match =
  | { readonly kind: "found"; readonly route: Route; readonly parameters: ReadonlyMap<string, string> }
  /** The path exists, but not with this method. */
  | { readonly kind: "wrongMethod" }
  | { readonly kind: "unknown"; readonly segment: string };

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: { readonly name: string; readonly node: Node } | undefined;
  readonly routes: Map<string, Route>;
}

export type Router = (method: string, segments: readonly Segment[]) => Match;

/** A router over a tree of path segments; fixed segments win over parameters and are matched without regard to case. */
export function createRouter(routes: readonly Route[]): Router {
  const root = emptyNode();
  for (const route of routes) {
    let node = root;
    for (const segment of route.path.split("/")) node = descend(node, segment);
    node.routes.set(route.method, route);
  }
  return (method, segments) => {
    const values = new Map<string, string>();
    let node = root;
    for (const { text, isKey } of segments) {
      // A function without parameters may be called with its parentheses: delta().
      const segment = isKey ? text : text.replace(/\(\)$/, "");
      const fixed = isKey ? undefined : findFixed(node, segment.toLowerCase());
      if (fixed !== undefined) {
        node = fixed;
      } else if (node.parameter !== undefined && segment !== "" && (isKey || !segment.startsWith("$"))) {
        values.set(node.parameter.name, segment);
        node = node.parameter.node;
      } else {
        return { kind: "unknown", segment };
      }
    }
    const route = node.routes.get(method);
    if (route !== undefined) return { kind: "found", route, parameters: values };
    return node.routes.size > 0 ? { kind: "wrongMethod" } : { kind: "unknown", segment: segments.at(-1)?.text ?? "" };
  };
}

/** Whether a path that leads nowhere here names a relation that Graph has: users/{id}/messages. */
export function isUnbuiltRelation(segments: readonly Segment[], unknown: string): boolean {
  const [set, , relation] = segments;
  const type = sets[set?.text.toLowerCase() ?? ""];
  if (type === undefined || relation?.text !== unknown) return false;
  return relationsOf[type].some((name) => name.toLowerCase() === unknown.toLowerCase());
}

const sets: Readonly<Record<string, keyof typeof relationsOf>> = {
  users: "user",
  groups: "group",
  organization: "organization",
  domains: "domain",
};

function findFixed(node: Node, segment: string): Node | undefined {
  return node.fixed.get(segment) ?? node.fixed.get(segment.replace(/^microsoft\.graph\./, ""));
}

function emptyNode(): Node {
  return { fixed: new Map(), parameter: undefined, routes: new Map() };
}

function descend(node: Node, segment: string): Node {
  if (segment.startsWith(":")) {
    node.parameter ??= { name: segment.slice(1), node: emptyNode() };
    return node.parameter.node;
  }
  const key = segment.toLowerCase();
  const next = node.fixed.get(key) ?? emptyNode();
  node.fixed.set(key, next);
  return next;
}

/**
 * Path segments, decoded. `users('id')` is the same as `users/id`, and the only form for a name that begins with `$`.
 * (Microsoft: "Get a user")
 * @returns undefined where the path is not properly encoded
 */
export function splitPath(path: string): readonly Segment[] | undefined {
  try {
    return path
      .replace(/^\/+|\/+$/g, "")
      .split("/")
      .flatMap((part) => {
        const keyed = /^([A-Za-z]+)\((?:[A-Za-z]+=)?'(.*)'\)$/.exec(decodeURIComponent(part));
        return keyed?.[1] !== undefined && keyed[2] !== undefined
          ? [
              { text: keyed[1], isKey: false },
              { text: keyed[2].replaceAll("''", "'"), isKey: true },
            ]
          : [{ text: decodeURIComponent(part), isKey: false }];
      });
  } catch {
    return undefined;
  }
}

/** Query parameters; names of system parameters without regard to case, `+` as Graph reads it: a space. */
export function readQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search))
    query.set(name.startsWith("$") ? name.toLowerCase() : name, value);
  return query;
}
