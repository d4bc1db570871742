import type { Properties, Property, PropertyType } from "./schema/property";
import type { Refusal } from "./refusals";

export type Body = Readonly<Record<string, unknown>>;

/** What of a body is no annotation, such as `@odata.type` and `otherMails@odata.type`. */
export function writtenNames(body: Body): readonly string[] {
  return Object.keys(body).filter((name) => !name.includes("@odata.") || name.endsWith("@odata.bind"));
}

/**
 * A body with the properties' own names: Graph takes them in any case, the CLI for Microsoft 365 sends `mailNickName`.
 */
export function withKnownNames(body: Body, properties: Properties): Body {
  const names = new Map([...properties.keys()].map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]),
  );
}

/**
 * What is wrong with the properties of a body that creates or changes a directory object, by the types of its
 * properties.
 */
export function findBodyProblem(body: Body, properties: Properties, relations: readonly string[]): Refusal | undefined {
  const names = writtenNames(body);
  for (const name of names) {
    const property = properties.get(name);
    if (property === undefined)
      return { kind: relations.includes(name) ? "relationWritten" : "missingProperty", property: name };
    if (property.write === "never") return { kind: "readOnly", property: name };
    if (property.write === "alone" && names.length > 1) return { kind: "writtenAlone", property: name };
    const value = body[name];
    if (value !== null && value !== undefined && !isOf(value, property))
      return { kind: "invalidValue", property: name };
  }
  return undefined;
}

function isOf(value: unknown, { type, fields }: Property): boolean {
  if (!hasType(value, type)) return false;
  if (fields === undefined) return true;
  const items = Array.isArray(value) ? (value as readonly object[]) : [value as object];
  return items.every((item) =>
    Object.entries(item).every(([name, field]: [string, unknown]) => {
      const wanted = fields[name];
      return name.includes("@odata.") || (wanted !== undefined && (field === null || hasType(field, wanted)));
    }),
  );
}

function hasType(value: unknown, type: PropertyType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "object":
      return typeof value === "object" && !Array.isArray(value);
    case "objects":
      return Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
  }
}

/**
 * The properties of an object after a body was written: those that have a place of their own left out, objects merged
 * field by field, as OData says of PATCH, passwords never kept.
 */
export function storeProperties(before: Body, body: Body, apart: readonly string[], properties: Properties): Body {
  const stored: Record<string, unknown> = { ...before };
  for (const name of writtenNames(body)) {
    if (apart.includes(name)) continue;
    const [value, old] = [body[name], stored[name]];
    const isMerged = properties.get(name)?.type === "object" && isObject(value) && isObject(old);
    stored[name] = withoutPassword(name, isMerged ? { ...old, ...value } : value);
  }
  return stored;
}

function withoutPassword(name: string, value: unknown): unknown {
  return name === "passwordProfile" && isObject(value) ? { ...value, password: null } : value;
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
