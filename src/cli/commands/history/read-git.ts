import type { FoundFile, SkippedFile } from "../../../history/tell-history";
import type { CliContext } from "../../context";
import { Git } from "./git";
import { foundOf } from "./read-folder";

interface Version {
  readonly blob: string;
  readonly place: FoundFile["place"];
}

/**
 * Every version of every JSON file that the history of the present branch has in this folder, oldest first. Nothing of
 * the repository is run: no filter, no hook, no pager, and nothing is fetched.
 *
 * @throws CliFailure where there is no `git` or no such folder, or it is in no repository
 */
export async function* readGit(context: CliContext, folder: string): AsyncGenerator<FoundFile | SkippedFile> {
  const git = new Git(context, folder);
  const versions = parseLog(await git.text(logArguments));
  const once = [...new Map(versions.toReversed().map((version) => [version.blob, version])).values()].toReversed();
  const blobs = git.blobs(once.map(({ blob }) => blob));
  for (const { place } of once) {
    const { value: bytes } = (await blobs.next()) as { readonly value: Buffer | undefined };
    yield bytes === undefined ? { file: place.file, why: "this clone does not have it" } : foundOf(bytes, place);
  }
}

/** Whether the clone lacks older commits, as those of pipelines do where nothing else is said. */
export async function isShallow(context: CliContext, folder: string): Promise<boolean> {
  const git = new Git(context, folder);
  return (await git.text(["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

const logArguments = [
  ...["log", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv"],
  ...["--diff-filter=AM", "--root", "--no-color", "--no-show-signature", "--format=%x01%H%x00%cI%x00%an%x00%s"],
  ...["--", "*.json"],
];

/** Of `git log -z --raw`: a commit, then for each file `:modes hashes A`, and its path. */
function parseLog(log: string): readonly Version[] {
  const parts = log.split("\u0000");
  const versions: Version[] = [];
  let commit: FoundFile["place"]["commit"];
  for (let at = 0; at < parts.length; at += 1) {
    const part = (parts[at] ?? "").replace(/^\n+/, "");
    if (part.startsWith("\u0001")) {
      const [moment = "", author = "", subject = ""] = parts.slice(at + 1, at + 4);
      commit = { hash: part.slice(1), at: moment, author, subject };
      at += 3;
    } else if (part.startsWith(":") && commit !== undefined) {
      const [, mode = "", , blob = ""] = part.split(" ");
      const file = parts[at + 1] ?? "";
      if (mode.startsWith("100")) versions.push({ blob, place: { file, commit } });
      at += 1;
    }
  }
  return versions;
}
