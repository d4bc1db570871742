import { createHash } from "node:crypto";
import { readdirSync, readFileSync, type Dirent } from "node:fs";
import { join, resolve } from "node:path";
import type { FoundFile, SkippedFile } from "../../../history/tell-history";
import { decodeText } from "../../../stack/files/decode-text";
import { byText } from "../../../text/order";
import { CliFailure, type CliContext } from "../../context";

/**
 * Every JSON file of a folder and of those in it, in the order of their names; a link leads nowhere. One that cannot be
 * read is skipped and says so; so is a draft that a run left when it was cut off.
 *
 * @throws CliFailure where there is no such folder
 */
export function* readFolder(context: CliContext, folder: string): Generator<FoundFile | SkippedFile> {
  const root = resolve(context.workingFolder, folder);
  const waiting = [""];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entries = listFolder(root, path);
    if (typeof entries === "string") {
      if (path === "") throw missing(folder, entries);
      yield { file: join(folder, path), why: entries };
      continue;
    }
    for (const entry of [...entries].sort((one, other) => byText(one.name, other.name))) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) waiting.push(below);
      else if (entry.isFile() && entry.name.endsWith(".json")) yield readFound(join(root, below), join(folder, below));
      else if (entry.isFile() && /\.json\.\d+\.part$/.test(entry.name))
        yield { file: join(folder, below), why: "it was written by half" };
    }
  }
}

function listFolder(root: string, path: string): readonly Dirent[] | string {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    return messageOf(error);
  }
}

function readFound(path: string, file: string): FoundFile | SkippedFile {
  try {
    return foundOf(readFileSync(path), { file });
  } catch (error) {
    return { file, why: messageOf(error) };
  }
}

/** Text is what PowerShell may have made of a report, too. */
export function foundOf(bytes: Buffer, place: FoundFile["place"]): FoundFile | SkippedFile {
  const decoded = decodeText(bytes);
  if (decoded.kind === "invalid") return { file: place.file, why: "it is no text in UTF-8 or UTF-16" };
  // Who reads a hundred thousand files for one look has no need of it.
  const key = (): string => createHash("sha256").update(bytes).digest("base64");
  return { place, key, text: decoded.text };
}

export function missing(folder: string, why: string): CliFailure {
  return new CliFailure(
    "reports-missing",
    `${folder} cannot be read: ${why}.`,
    "Name the folder that M365_LICENSES_REPORT_DIR or `plan --out` left reports in.",
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
