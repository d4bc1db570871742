import { createHash } from "node:crypto";

/** A GUID that is always the same for the same words. */
export function deriveId(...words: readonly string[]): string {
  const hex = createHash("sha256").update(words.join("\n")).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4] ?? "8";
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join("-");
}

/** The object id of an application in the directory of a tenant. */
export function servicePrincipalId(tenantId: string, appId: string): string {
  return deriveId("service principal", tenantId, appId);
}
