import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildWhenStale } from "../../scripts/setup/build.mjs";
import { installDependencies, isInstalled } from "../../scripts/setup/dependencies.mjs";

let root: string;
let said: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "setup-"));
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const log = (line: string): number => said.push(line);

describe("what is installed", () => {
  const locked = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
      "node_modules/native": { version: "2.0.0", integrity: "sha512-n", optional: true },
    },
  };
  const a = { version: "1.0.0", integrity: "sha512-a" };

  test.each([
    ["the same", { "node_modules/a": a, "node_modules/native": { version: "2.0.0", integrity: "sha512-n" } }, true],
    ["without a package of another platform", { "node_modules/a": a }, true],
    ["another version", { "node_modules/a": { ...a, version: "1.0.1" } }, false],
    ["the same version with another content", { "node_modules/a": { ...a, integrity: "sha512-b" } }, false],
    ["a missing package", {}, false],
    ["a package too many", { "node_modules/a": a, "node_modules/b": a }, false],
  ])("%s: %#", (_, packages, expected) => {
    expect(isInstalled(locked, { packages })).toBe(expected);
  });

  test("a folder without a lock file is refused before anything runs", async () => {
    await expect(installDependencies({ root, env: {}, log })).rejects.toThrow(
      `There is no readable package-lock.json in ${root}.`,
    );
  });

  test("without npm, the message says where it comes from", async () => {
    writeFileSync(join(root, "package-lock.json"), JSON.stringify(locked));
    await expect(installDependencies({ root, env: { PATH: root }, log })).rejects.toThrow(
      "npm is not on PATH; it comes with Node.js",
    );
  });
});

describe("what is compiled", () => {
  const source = (): string => join(root, "src", "a.ts");
  const build = (): Promise<{ ok: boolean; output: string }> => buildWhenStale({ root, env: process.env, log });
  const touch = (path: string, seconds: number): void =>
    utimesSync(path, Date.now() / 1000 + seconds, Date.now() / 1000 + seconds);

  // Stand-ins for compiler and bundler: what is looked at here is when they are called, and what becomes of the answer.
  const compiler = `
    const fs = require("node:fs");
    fs.mkdirSync("dist", { recursive: true });
    if (fs.readFileSync("src/a.ts", "utf8").includes("wrong")) { console.log("src/a.ts(1,1): error"); process.exit(2); }
  `;

  const bundler = `
    import fs from "node:fs";
    if (fs.readFileSync("src/a.ts", "utf8").includes("odd")) { console.log("cannot put in: odd"); process.exit(1); }
  `;

  beforeEach(() => {
    for (const folder of ["src", "emulator/src", "node_modules/typescript-native/bin", "scripts/build"])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "node_modules/typescript-native/bin/tsc"), compiler);
    writeFileSync(join(root, "scripts/build/bundle.mjs"), bundler);
    for (const file of ["a.ts", "b.ts"]) writeFileSync(join(root, "src", file), "right\n");
    for (const path of ["src/a.ts", "src/b.ts", "src", "scripts/build/bundle.mjs"]) touch(join(root, path), -60);
  });

  test("it is compiled once, and again after a change, a deletion included", async () => {
    expect(await build()).toEqual({ ok: true, output: "" });
    await build();
    expect(said).toHaveLength(1);
    touch(source(), 60);
    await build();
    expect(said).toHaveLength(2);
    touch(source(), -60);
    rmSync(join(root, "src/b.ts"));
    touch(join(root, "src"), 60);
    await build();
    expect(said).toHaveLength(3);
  });

  test("an error is returned, and the next run compiles again", async () => {
    writeFileSync(source(), "wrong\n");
    expect((await build()).output).toContain("src/a.ts(1,1): error");
    expect((await build()).ok).toBe(false);
    writeFileSync(source(), "odd\n");
    expect(await build()).toEqual({ ok: false, output: "cannot put in: odd\n" });
    writeFileSync(source(), "right\n");
    expect((await build()).ok).toBe(true);
  });
});
