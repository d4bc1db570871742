import * as path from "node:path";

/**
 * Where reports go, absolute: `M365_LICENSES_REPORT_DIR`, relative to the project's root and not to `dist/`, in which
 * program and provider run.
 */
export function reportFolderOf(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): string | undefined {
  const folder = environment["M365_LICENSES_REPORT_DIR"];
  return folder === undefined || folder === "" ? undefined : path.resolve(root, folder);
}
