import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Licences under which anybody may use, change and hand on, with notice at most. */
const permissive = new Set([
  ...["MIT", "MIT-0", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "Python-2.0"],
  // Data of SPDX; the licence of Python as its foundation calls it.
  ...["CC0-1.0", "CC-BY-3.0", "PSF-2.0"],
]);

/** Whether a package says that it is under one of them: by name, or by the text of MIT where it says to look there. */
export function isPermissive(license: unknown, folder: string): boolean {
  if (typeof license !== "string") return false;
  if (license === "SEE LICENSE IN LICENSE") {
    const file = join(folder, "LICENSE");
    return existsSync(file) && readFileSync(file, "utf8").startsWith("The MIT License");
  }
  const needed = license.replaceAll(/[()]/g, "").split(" AND ");
  return needed.every((one) => one.split(" OR ").some((name) => permissive.has(name.trim())));
}
