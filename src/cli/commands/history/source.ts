import type { FoundFile, SkippedFile } from "../../../history/tell-history";
import { count, enumerateSome } from "../../../report/content/words";
import { CliFailure, type CliContext } from "../../context";
import { readFolder } from "./read-folder";
import { isShallow, readGit } from "./read-git";

/** Where reports are: in a folder, or in the history of one. */
export interface SourceOptions {
  readonly reports?: string;
  readonly git?: string;
}

interface Source {
  readonly files: () => AsyncIterable<FoundFile | SkippedFile> | Iterable<FoundFile | SkippedFile>;
  readonly notes: readonly string[];
}

/** @throws CliFailure where none is named, or both */
export async function sourceOf(context: CliContext, { reports, git }: SourceOptions): Promise<Source> {
  if (git !== undefined && reports === undefined) {
    const shallow = await isShallow(context, git);
    const note = "This clone is shallow: what was kept before its oldest commit is not told. git fetch --unshallow.";
    return { files: () => readGit(context, git), notes: shallow ? [note] : [] };
  }
  const folder = reports ?? context.environment["M365_LICENSES_REPORT_DIR"] ?? "";
  if (git !== undefined || folder === "")
    throw new CliFailure(
      "which-reports",
      git === undefined ? "No reports are named." : "--reports and --git are both named.",
      "Name a folder of reports with --reports, or a Git repository that keeps them with --git.",
    );
  return { files: () => readFolder(context, folder), notes: [] };
}

/** Files that were not read: a few by name, all of them with --json. */
export function skippedLines(skipped: readonly SkippedFile[]): readonly string[] {
  if (skipped.length === 0) return [];
  const named = skipped.map(({ file, why }) => `${file} (${why})`);
  return [`${count(skipped.length, "file was", "files were")} not read: ${enumerateSome(named, 10)}.`];
}
