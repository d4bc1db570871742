import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Outputs } from "../contract/properties";
import type { Session } from "./session";

/**
 * Where the configuration of the project has changed, the engine reads with one provider process and plans with
 * another: the first reads with the provider of the state, the second has the new configuration. What was read is
 * handed over in a file that only this user can read, named after the engine that both belong to.
 */
interface HandedOver {
  readonly from: number;
  readonly outputs: Outputs;
  readonly runs: readonly (readonly [id: string, text: string])[];
}

/** An engine's run that is longer than this leaves its file to the next one that tidies up. Milliseconds. */
const kept = 24 * 3_600_000;

export function handOver(session: Session): void {
  const { ahead, runs, surroundings } = session;
  if (ahead === undefined || surroundings.engineAddress === "") return;
  const folder = folderOf();
  if (folder === undefined) return;
  const handed: HandedOver = { from: process.pid, outputs: ahead.outputs, runs: [...runs.stored] };
  try {
    tidy(folder, surroundings.now().getTime());
    writeFileSync(fileOf(folder, session, ahead.outputs.__urn), JSON.stringify(handed), { mode: 0o600 });
  } catch {
    // Nobody misses it but a process that is started for another configuration: that one says what to do.
  }
}

/** What another process of the same engine has read of this resource; undefined where none has. */
export function takeOver(session: Session, urn: string): Outputs | undefined {
  const folder = session.surroundings.engineAddress === "" ? undefined : folderOf();
  if (folder === undefined) return undefined;
  try {
    const handed = JSON.parse(readFileSync(fileOf(folder, session, urn), "utf8")) as HandedOver;
    // What this process has read itself, it knows.
    if (handed.from === process.pid) return undefined;
    for (const [id, text] of handed.runs) session.runs.stored.set(id, text);
    return handed.outputs;
  } catch {
    return undefined;
  }
}

/** Whoever plans has what was read, or has taken it over: nobody else will ask, and it may be megabytes. */
export function forgetHandedOver(session: Session, urn: string): void {
  const folder = session.surroundings.engineAddress === "" ? undefined : folderOf();
  if (folder === undefined) return;
  try {
    rmSync(fileOf(folder, session, urn), { force: true });
  } catch {
    // The next run that tidies up takes it away.
  }
}

function fileOf(folder: string, { surroundings: { engineAddress } }: Session, urn: string): string {
  const name = createHash("sha256")
    .update(`${engineAddress} ${String(process.ppid)} ${urn}`)
    .digest("hex");
  return join(folder, `${name.slice(0, 32)}.json`);
}

/** Undefined where the folder belongs to somebody else, who could tell us anything. */
function folderOf(): string | undefined {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `m365-licenses-${String(uid)}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid: owner } = statSync(folder);
    if (uid >= 0 && owner !== uid) return undefined;
    chmodSync(folder, 0o700);
    return folder;
  } catch {
    return undefined;
  }
}

function tidy(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (now - statSync(file).mtimeMs > kept) rmSync(file, { force: true });
  }
}
