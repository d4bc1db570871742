import { createHash } from "node:crypto";
import { byText } from "../../text/order";

/** JSON with sorted keys and without `undefined`: equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => byText(a, b)));
  });
}

/** 32 hexadecimal digits of SHA-256 over the canonical JSON. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 32);
}
