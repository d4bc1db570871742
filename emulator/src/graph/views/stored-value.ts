import type { Properties } from "../../tenant/schema/property";

/** A property that is kept as it was written: collections are never null, an object shows every field that it has. */
export function viewStored(properties: Properties, name: string, value: unknown): unknown {
  const property = properties.get(name);
  if (value === undefined || value === null)
    return property?.type === "strings" || property?.type === "objects" ? [] : null;
  if (property?.fields === undefined || property.type !== "object") return value;
  return { ...Object.fromEntries(Object.keys(property.fields).map((field) => [field, null])), ...value };
}

/** Names of the properties of an answer without $select. */
export function defaultsOf(properties: Properties): readonly string[] {
  return [...properties].filter(([, property]) => property.byDefault === true).map(([name]) => name);
}

/** The Windows form of an object's id. */
export function securityIdentifier(id: string): string {
  const digits = id.replaceAll("-", "");
  return `S-1-12-1-${[0, 8, 16, 24].map((at) => Number.parseInt(digits.slice(at, at + 8), 16)).join("-")}`;
}
