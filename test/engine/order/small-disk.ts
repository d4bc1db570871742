import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a disk of our own can be put into a folder; only the administrator of a machine may. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "m365-disk-"));
  try {
    new SmallDisk(folder, 16).remove();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A disk of some kilobytes at a folder, in memory, with what was in the folder. */
export class SmallDisk {
  readonly #folder: string;
  readonly #filler: string;

  constructor(folder: string, kilobytes: number) {
    const before = `${folder}-before`;
    mkdirSync(folder, { recursive: true });
    cpSync(folder, before, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "ignore" });
    cpSync(before, folder, { recursive: true });
    rmSync(before, { recursive: true });
    this.#folder = folder;
    this.#filler = join(folder, "filler");
  }

  /** Leaves so much room and no more. */
  fill(kilobytesLeft: number): void {
    rmSync(this.#filler, { force: true });
    const { bavail, bsize } = statfsSync(this.#folder);
    const pages = bavail - Math.ceil((kilobytesLeft * 1024) / bsize);
    if (pages > 0) writeFileSync(this.#filler, Buffer.alloc(pages * bsize));
  }

  makeRoom(): void {
    rmSync(this.#filler, { force: true });
  }

  /** What lies on it goes with it. */
  remove(): void {
    execFileSync("umount", ["-l", this.#folder], { stdio: "ignore" });
  }
}
