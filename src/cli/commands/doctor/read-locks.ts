import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export interface Lock {
  readonly stack: string;
  readonly project?: string | undefined;
  readonly file: string | undefined;
  /** `user@host (pid 12)` */
  readonly holder?: string;
  /** As the engine wrote it, ISO 8601. */
  readonly since?: string;
}

const lockSchema = z.object({
  pid: z.number().optional(),
  username: z.string().optional(),
  hostname: z.string().optional(),
  timestamp: z.string().optional(),
});

/**
 * The locks of a backend of files: `.pulumi/locks/organization/<project>/<stack>/<id>.json`, as the engine lays them
 * out. Undefined for any other backend.
 */
export async function readLocks(backend: string): Promise<readonly Lock[] | undefined> {
  const folder = localFolder(backend);
  if (folder === undefined) return undefined;
  const locks = join(folder, ".pulumi", "locks");
  const names = await readdir(locks, { recursive: true }).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => readLock(join(locks, name), name.split(/[\\/]/))),
  );
}

async function readLock(file: string, path: readonly string[]): Promise<Lock> {
  const [project, stack = "?"] = path.length > 2 ? path.slice(-3) : [undefined, path[0]];
  const about = await readFile(file, "utf8").then(
    (text) => lockSchema.safeParse(parse(text)).data,
    () => undefined,
  );
  const process = about?.pid === undefined ? "" : ` (pid ${about.pid})`;
  return {
    stack,
    project,
    file,
    ...(about?.hostname === undefined ? {} : { holder: `${about.username ?? "?"}@${about.hostname}${process}` }),
    ...(about?.timestamp === undefined ? {} : { since: about.timestamp }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function localFolder(backend: string): string | undefined {
  if (!/^file:/i.test(backend) || !URL.canParse(backend)) return undefined;
  const url = new URL(backend);
  url.search = "";
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}
