import { closeSync, fstatSync, lstatSync, openSync, readFileSync, readdirSync, type Stats } from "node:fs";
import { dirname, isAbsolute, join, normalize, posix, relative, resolve, sep } from "node:path";
import type { Place } from "../../terms/place";
import type { Problem } from "../problems/problem";
import { shorten } from "../problems/shorten";
import { decodeText } from "./decode-text";

/**
 * Where files are: `root` is the folder that shown names are relative to, `folder` what nothing may leave. Both
 * absolute.
 */
export interface FileScope {
  readonly root: string;
  readonly folder: string;
}

export type TextResult =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "invalid"; readonly problem: Problem };

/**
 * The name of `reference`, as written in `from`, in the way in which places name files. A backslash stays one, also
 * where the system takes it for the end of a folder's name: a file means the same on every system.
 */
export function referredFile(from: string, reference: string): string {
  if (isAbsolute(reference)) return shown(reference);
  return posix.join(posix.dirname(shown(from)), reference.trim());
}

export function shown(file: string): string {
  return normalize(file).split(sep).join("/");
}

/**
 * Reads a text file of the stack. Refused: what lies outside the stack's folder, what is reached over a link within it,
 * what is no regular file, what is larger than `maxBytes` (before a byte of it is read), what is neither UTF-8 nor
 * UTF-16.
 */
export function readTextFile(file: string, scope: FileScope, maxBytes: number, place: Place): TextResult {
  const refuse: Refuse = (code, message, remedy, where = place) => ({
    kind: "invalid",
    problem: { code, message, place: where, remedy },
  });
  const refusal = refuseName(file, scope, refuse) ?? refuseWay(file, scope, refuse);
  if (refusal !== undefined) return refusal;
  let handle: number;
  try {
    handle = openSync(resolve(scope.root, file), "r");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    return refuse("file-unreadable", `\`${file}\` cannot be read (${reason}).`, "Check its permissions.");
  }
  try {
    return readOpened(handle, file, maxBytes, refuse);
  } finally {
    closeSync(handle);
  }
}

/** Of a file or folder, on the file systems that people have; beyond it, each system says something else. */
const longestName = 255;

type Refuse = (code: Problem["code"], message: string, remedy: string, where?: Place) => TextResult;

/** What a name alone is refused for. */
function refuseName(file: string, scope: FileScope, refuse: Refuse): TextResult | undefined {
  if (file.includes("\u0000"))
    return refuse("file-missing", `There is no file ${JSON.stringify(file)}: no name has a NUL.`, "Take it out.");
  if (file.includes("\\"))
    return refuse("file-missing", `There is no file \`${shorten(file)}\`.`, "Write forward slashes between folders.");
  if (file.split("/").some((part) => Buffer.byteLength(part) > longestName))
    return refuse(
      "file-unreadable",
      `\`${shorten(file)}\` cannot be looked for: a name has at most ${longestName} bytes.`,
      "The name is too long; check it.",
    );
  const inside = relative(scope.folder, resolve(scope.root, file));
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    return refuse(
      "file-outside-folder",
      `\`${file}\` lies outside of the stack's folder \`${shown(relative(scope.root, scope.folder)) || "."}\`.`,
      "Move the file into it: what a review does not see must not license anybody.",
    );
  return undefined;
}

/** What stands there, and the way to it, before it is opened: opening a pipe would wait for ever. */
function refuseWay(file: string, scope: FileScope, refuse: Refuse): TextResult | undefined {
  const found = walk(scope.folder, relative(scope.folder, resolve(scope.root, file)));
  switch (found.kind) {
    case "file":
      return undefined;
    case "unsearchable":
      return refuse(
        "file-unreadable",
        `\`${shorten(file)}\` cannot be looked for (${found.reason}).`,
        "Check the permissions of its folder.",
      );
    case "link":
      return refuse(
        "file-link",
        `\`${file}\` is reached over the link \`${shown(found.link)}\`.`,
        "Put the file itself there: a link's target can change without a review.",
      );
    case "missing":
      return refuse(
        "file-missing",
        `There is no file \`${file}\`.`,
        "Check the name; it is relative to the file that names it.",
      );
    case "other":
      return refuse("file-unreadable", `\`${file}\` is no regular file.`, "Name a file.");
  }
}

function readOpened(handle: number, file: string, maxBytes: number, refuse: Refuse): TextResult {
  const { size } = fstatSync(handle);
  if (size > maxBytes)
    return refuse(
      "file-too-large",
      `\`${file}\` has ${megabytes(size)} MB; at most ${megabytes(maxBytes)} MB are read.`,
      "Is it the right file? If so, split it.",
    );
  const decoded = decodeText(readFileSync(handle));
  if (decoded.kind === "ok") return { kind: "ok", text: decoded.text };
  const where = { file, line: decoded.line, column: 1 };
  return refuse("file-encoding", decoded.message, 'Save it as UTF-8 (in Excel: "CSV UTF-8").', where);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}

type Found =
  | { readonly kind: "file" | "missing" | "other" }
  | { readonly kind: "link"; readonly link: string }
  | { readonly kind: "unsearchable"; readonly reason: string };

/** What stands at the end of the way from `folder`, or the first symbolic link on it. */
function walk(folder: string, inside: string): Found {
  const parts = inside.split(sep);
  for (let length = 1; length <= parts.length; length += 1) {
    const step = join(...parts.slice(0, length));
    let status: Stats | undefined;
    try {
      status = lstatSync(join(folder, step), { throwIfNoEntry: false });
    } catch (error) {
      return { kind: "unsearchable", reason: (error as NodeJS.ErrnoException).code ?? "unknown reason" };
    }
    if (status === undefined) return { kind: "missing" };
    if (status.isSymbolicLink()) return { kind: "link", link: step };
    if (length === parts.length) return { kind: status.isFile() ? "file" : "other" };
    if (!status.isDirectory()) return { kind: "missing" };
  }
  return { kind: "missing" };
}

export function scopeOf(file: string, root: string, folder: string | undefined): FileScope {
  const target = resolve(root, file);
  return { root, folder: folder === undefined ? dirname(target) : resolve(root, folder) };
}

/** Names of the YAML files in the stack's folder, sorted; none where the folder cannot be read. */
export function listYaml(scope: FileScope): readonly string[] {
  try {
    return readdirSync(scope.folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch {
    return [];
  }
}
