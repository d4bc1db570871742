import { createHash } from "node:crypto";

/** JSON with sorted keys and without `undefined`: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

function withSortedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const parts = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(parts).sort();
  return Object.fromEntries(keys.map((key) => [key, withSortedKeys(parts[key])]));
}

/** 32 hexadecimal digits of SHA-256 over the canonical JSON. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 32);
}
