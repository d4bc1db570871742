import type { Property } from "./directory-schema";
import type { Refusal } from "./refusals";

export type Body = Readonly<Record<string, unknown>>;

/**
 * A body with the properties' own names: Graph takes them in any case, the CLI for Microsoft 365 sends `mailNickName`.
 */
export function withKnownNames(body: Body, properties: ReadonlyMap<string, Property>): Body {
  const names = new Map([...properties.keys()].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}

/**
 * What is wrong with the properties of a body that creates or changes a directory object, by the types of its
 * properties.
 */
export function findBodyProblem(body: Body, properties: ReadonlyMap<string, Property>): Refusal | undefined {
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith("@")) continue;
    const property = properties.get(name);
    if (property === undefined) return { kind: "missingProperty", property: name };
    if (property.type === "computed") return { kind: "readOnly", property: name };
    if (value !== null && !hasType(value, property.type)) return { kind: "invalidValue", property: name };
  }
  return undefined;
}

function hasType(value: unknown, type: Property["type"]): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "object":
      return typeof value === "object" && !Array.isArray(value);
    case "computed":
      return false;
  }
}

/** The properties of a body that are kept as they are, without those that have a place of their own or are secret. */
export function storedProperties(body: Body, apart: readonly string[]): Body {
  const secret = ["passwordProfile"];
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.startsWith("@") && !apart.includes(name) && !secret.includes(name)),
  );
}
