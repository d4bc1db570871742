import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isPermissive } from "./permissive";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly license?: unknown;
}
interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
}
const root = join(__dirname, "../..");
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
const manifests = [readJson("package.json"), readJson("emulator/package.json")] as readonly Manifest[];
const lock = readJson("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> };
/** What lies in `node_modules`, without the workspaces. */
const locked = Object.entries(lock.packages).filter(([path, { link }]) => /node_modules/.test(path) && link !== true);
const page = readFileSync(join(root, "docs/maintainers/dependencies.md"), "utf8");

/** Names in the first column of the tables under a heading. */
function namedUnder(heading: string): readonly string[] {
  const chapter = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  return [...chapter.matchAll(/^\| (`[^|]+) \|/gm)]
    .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))
    .sort();
}
const namesOf = (which: "dependencies" | "devDependencies"): readonly string[] =>
  [...new Set(manifests.flatMap((manifest) => Object.keys(manifest[which] ?? {})))].sort();

describe("direct dependencies", () => {
  it("are few, and each has its reason on the page", () => {
    const names = namesOf("dependencies");
    expect(namedUnder("What a user installs")).toEqual(names);
    expect(names.length).toBeLessThanOrEqual(16);
  });

  it("of the clone have their reason, too", () =>
    expect(namedUnder("What only this clone has")).toEqual(
      namesOf("devDependencies").filter((name) => !namesOf("dependencies").includes(name)),
    ));

  it("have one exact version each", () => {
    const versions = manifests.flatMap(({ dependencies, devDependencies }) =>
      Object.values({ ...dependencies, ...devDependencies }),
    );
    expect(versions.filter((version) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe("everything that is installed with them", () => {
  it("has the checksum of what was published", () =>
    expect(locked.filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true)).toEqual([]));

  it("is under a permissive licence", () => {
    let read = 0;
    const refused: string[] = [];
    for (const [path, { dev, optional }] of locked) {
      // For other systems than this one.
      if (optional === true && !existsSync(join(root, path))) continue;
      if (dev === true) continue;
      const { license } = readJson(`${path}/package.json`) as Manifest;
      read += 1;
      if (!isPermissive(license, join(root, path))) refused.push(`${path}: ${JSON.stringify(license)}`);
    }
    expect(refused).toEqual([]);
    expect(read).toBeGreaterThan(200);
  });

  it.each(["GPL-3.0", "(MIT AND AGPL-3.0)", undefined, "UNLICENSED", "SEE LICENSE IN LICENSE"])(
    "would not be under %j",
    (license) => expect(isPermissive(license, root + "/docs")).toBe(false),
  );

  it("needs no script of its own: two packages would like to run one, and the page says what for", () => {
    const asking = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(asking.map(([path, { dev }]) => `${path}${dev === true ? " in the clone" : ""}`)).toEqual([
      "node_modules/esbuild in the clone",
      "node_modules/protobufjs",
    ]);
  });
});

describe("whatever tells somebody to install", () => {
  /** Decisions tell what was, and these two are about what happens without the option. */
  const past = /^(?:docs\/decisions\/|test\/|CHANGELOG\.md$)/;

  it("says `npm ci --ignore-scripts`", () => {
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
    const texts = tracked.filter((file) => /\.(md|ya?ml|[cm]?[jt]s|json|sh)$/.test(file) && !past.test(file));
    const saying = texts.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/npm ci\b(?! --ignore-scripts)[^\n]{0,30}/g)].map(
        ([said]) => `${file}: ${said}`,
      ),
    );
    expect(texts.length).toBeGreaterThan(500);
    expect(saying).toEqual([]);
  });
});
