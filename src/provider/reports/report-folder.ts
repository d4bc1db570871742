import * as path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where undo files go unless the environment names a folder, seen from the project's root. Git does not see it. */
export const ownFolder = ".m365-licenses";

/**
 * Where reports go, absolute: `M365_LICENSES_REPORT_DIR`, relative to the project's root and not to `dist/`, in which
 * program and provider run.
 */
export function reportFolderOf(environment: Environment, root: string): string | undefined {
  return folderOf(environment, "M365_LICENSES_REPORT_DIR", root);
}

/**
 * Where undo files go, absolute. There is always one: beside the reports, or in a folder of the project where nobody
 * asks for reports. `M365_LICENSES_UNDO_DIR` is for who wants them elsewhere.
 */
export function undoFolderOf(environment: Environment, root: string): string {
  return (
    folderOf(environment, "M365_LICENSES_UNDO_DIR", root) ??
    reportFolderOf(environment, root) ??
    path.join(root, ownFolder)
  );
}

function folderOf(environment: Environment, variable: string, root: string): string | undefined {
  const folder = environment[variable];
  return folder === undefined || folder === "" ? undefined : path.resolve(root, folder);
}
