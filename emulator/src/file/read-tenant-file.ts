import { readFileSync } from "node:fs";
import { load, YAMLException } from "js-yaml";
import { describeIssue } from "./describe-issue";
import { lineAndColumn, locateInFile, type Locate } from "./places";
import { tenantDocument, TenantFileError, type TenantDocument } from "./tenant-document";

export interface TenantFile {
  readonly document: TenantDocument;
  readonly locate: Locate;
}

/**
 * Reads a tenant file, YAML or JSON.
 * @throws TenantFileError where it cannot be read or is not a tenant
 */
export function readTenantFile(path: string): TenantFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new TenantFileError([
      isMissing
        ? `${path}: there is no such file.`
        : `${path}: the tenant file cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    ]);
  }
  const content = parse(text, path);
  const locate = locateInFile(path, text);
  return { document: checkTenantDocument(content, locate), locate };
}

/** JSON is YAML, so one parser serves both. */
function parse(text: string, path: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? "" : `:${lineAndColumn(text, error.mark.position)}`;
    throw new TenantFileError([
      `${path}${place}: not YAML or JSON: ${error.reason}. Check the indentation (spaces, no tabs), the brackets ` +
        "and the quotes around here.",
    ]);
  }
}

function checkTenantDocument(content: unknown, locate: Locate): TenantDocument {
  const parsed = tenantDocument.safeParse(content);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `${locate([...issue.path, key], "key")}: there is no such key.`)
      : [`${locate(issue.path)}: ${describeIssue(issue)}.`],
  );
  throw new TenantFileError(lines);
}
