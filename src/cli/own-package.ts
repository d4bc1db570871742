import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const manifestFile = createRequire(__filename).resolve("pulumi-m365-licenses/package.json");

/** Where this package is installed. */
export const packageFolder = dirname(manifestFile);

export const packageVersion = (JSON.parse(readFileSync(manifestFile, "utf8")) as { readonly version: string }).version;

/** A file that is part of the package, by its path in it. */
export function readOwnFile(path: string): string {
  return readFileSync(join(packageFolder, path), "utf8").replace(/\r\n/g, "\n");
}
