/** How a property is stored and written. */
export type PropertyType = "string" | "boolean" | "number" | "strings" | "object" | "objects" | "date";

export interface Property {
  readonly type: PropertyType;
  /** Of an object: its properties, which an answer shows all. */
  readonly fields?: Readonly<Record<string, PropertyType>>;
  /**
   * Who may write it: everybody where nothing is said, nobody (it follows from the tenant, or comes from another
   * service), or a request that writes nothing else.
   */
  readonly write?: "never" | "alone";
  /** Part of an answer without $select. */
  readonly byDefault?: true;
  /** Shown of a single object only: lists that select it answer 501. */
  readonly singly?: true;
  /** In /beta only. */
  readonly beta?: true;
  /** Application permissions of which one is needed beside those of the object. */
  readonly permissions?: readonly string[];
}

export type Properties = ReadonlyMap<string, Property>;

export const string: Property = { type: "string" };
export const boolean: Property = { type: "boolean" };
export const number: Property = { type: "number" };
export const strings: Property = { type: "strings" };
export const object: Property = { type: "object" };
export const objects: Property = { type: "objects" };
export const date: Property = { type: "date" };

export function readOnly(property: Property): Property {
  return { ...property, write: "never" };
}

export function byDefault(property: Property): Property {
  return { ...property, byDefault: true };
}

export function inBeta(property: Property): Property {
  return { ...property, beta: true };
}

/** Kept by another service than the directory: shown singly, and written by a request of its own. */
export function elsewhere(property: Property): Property {
  return { ...property, singly: true, write: "alone" };
}

/** The properties that a version of Graph knows. */
export function propertiesIn(version: "v1.0" | "beta", properties: Properties): Properties {
  if (version === "beta") return properties;
  let known = stable.get(properties);
  if (known === undefined) {
    known = new Map([...properties].filter(([, property]) => property.beta !== true));
    stable.set(properties, known);
  }
  return known;
}

const stable = new WeakMap<Properties, Properties>();
