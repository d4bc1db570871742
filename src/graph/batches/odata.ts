import type { User } from "@microsoft/microsoft-graph-types";

/** A string literal of OData: apostrophes are doubled (OData URL conventions, 5.1.1.6.1). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The limit of Graph for the terms of one `or` or `in`: "Max allowed: 15". */
export const filterTerms = 15;

/** The limit of Graph for one `$batch`. */
export const batchItems = 20;

/** The largest page of people Graph gives. */
export const pageSize = 999;

/**
 * `/users/{name}`, also for guests (`#`), plus signs, apostrophes, and names that begin with `$`, which Graph takes
 * only in parentheses.
 */
export function userPath(name: string): string {
  return name.startsWith("$") ? `/users(${encodeURIComponent(quote(name))})` : `/users/${encodeURIComponent(name)}`;
}

/** `key=value&…` with the values percent-encoded. */
export function query(options: Readonly<Record<string, string | number>>): string {
  return Object.entries(options)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}

/** The value of `$select`; it says of which of Microsoft's types. */
export type Properties<T> = string & { readonly of?: T };

export function propertiesOf<T>(...names: readonly (keyof T & string)[]): Properties<T> {
  return names.join(",");
}

export function inFilter(property: keyof User, values: readonly string[]): string {
  return `${property} in (${values.map(quote).join(",")})`;
}

/** Runs of at most `size`. */
export function chunk<T>(values: readonly T[], size: number): readonly T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}
