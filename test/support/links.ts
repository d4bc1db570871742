import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Symbolic links can be made here: Windows asks for a right, Wine makes some that nobody finds. */
export function hasLinks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  try {
    writeFileSync(join(folder, "there.txt"), "");
    symlinkSync(join(folder, "there.txt"), join(folder, "link.txt"), "file");
    return existsSync(join(folder, "link.txt"));
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
