import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { tenantDocument, TenantFileError, type TenantDocument } from "./tenant-document";

/**
 * Reads a tenant file, YAML or JSON.
 * @throws TenantFileError where it cannot be read or is not a tenant
 */
export function readTenantFile(path: string): TenantDocument {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new TenantFileError(`${path}: the tenant file cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  return parseTenantDocument(text, path);
}

/** JSON is YAML, so one parser serves both. `name` begins every message. */
export function parseTenantDocument(text: string, name: string): TenantDocument {
  let content: unknown;
  try {
    content = load(text, { filename: name });
  } catch (error) {
    throw new TenantFileError(`${name}: not YAML or JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return checkTenantDocument(content, name);
}

export function checkTenantDocument(content: unknown, name: string): TenantDocument {
  const parsed = tenantDocument.safeParse(content);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${name}: ${describePath(issue.path)}: ${issue.message}`);
  throw new TenantFileError(lines.join("\n"));
}

function describePath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the tenant";
  return path.map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${String(part)}`)).join("");
}
