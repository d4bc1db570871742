import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineFolder } from "../../support/engine";

/** Whether a folder can be made such that not even the administrator of the machine may write to it. */
export function canForbidWriting(): boolean {
  try {
    execFileSync("unshare", ["-m", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * An engine that sees a folder in a name space of mounts of its own, in which it cannot be written to.
 * @returns the folder with it
 */
export async function engineThatCannotWriteTo(folder: string, beside: string): Promise<string> {
  const own = mkdtempSync(join(beside, "engine-"));
  const bind = `mount --bind '${folder}' '${folder}' && mount -o remount,ro,bind '${folder}'`;
  const run = `exec '${join(await engineFolder(), "pulumi")}' "$@"`;
  writeFileSync(
    join(own, "pulumi"),
    `#!/bin/sh\nexec unshare -m sh -c "${bind} && ${run.replaceAll('"', '\\"').replace("$@", "\\$@")}" sh "$@"\n`,
  );
  chmodSync(join(own, "pulumi"), 0o755);
  return own;
}
