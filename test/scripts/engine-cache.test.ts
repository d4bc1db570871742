import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ENGINE_FILES,
  cacheRoot,
  engineCacheKey,
  holdsEngine,
  makeWorkFolder,
  publishEngine,
} from "../../scripts/engine/cache.mjs";

const sources = join(__dirname, "../../scripts/engine/go");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engine-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fakeEngine(at: string, content: string): string {
  mkdirSync(at, { recursive: true });
  for (const file of Object.values(ENGINE_FILES)) writeFileSync(join(at, file), content);
  return at;
}

test("the cache lies outside every work tree", () => {
  expect(cacheRoot({ XDG_CACHE_HOME: "/caches", HOME: "/home/adele" })).toBe(join("/caches", "pulumi-m365-licenses"));
  expect(cacheRoot({ HOME: "/home/adele" })).toBe(join("/home/adele", ".cache", "pulumi-m365-licenses"));
  expect(cacheRoot({ HOME: "" })).toBe(join(homedir(), ".cache", "pulumi-m365-licenses"));
});

test("the key names the version, and changes with any source of the engine", () => {
  const copy = join(folder, "engine");
  cpSync(sources, copy, { recursive: true });
  const key = engineCacheKey(copy);
  expect(key).toMatch(/^engine-3\.\d+\.\d+-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{12}$/);
  expect(engineCacheKey(sources)).toBe(key);

  // What Go does not build needs no new build.
  writeFileSync(join(copy, "notes.md"), "");
  expect(engineCacheKey(copy)).toBe(key);

  writeFileSync(join(copy, "language-nodejs", "main.go"), "package main\n");
  const changed = engineCacheKey(copy);
  writeFileSync(join(copy, "go.sum"), "");
  expect(new Set([key, changed, engineCacheKey(copy)]).size).toBe(3);
});

test("a folder without one of the three files holds no engine", () => {
  const engine = fakeEngine(join(folder, "engine"), "");
  expect(holdsEngine(engine)).toBe(true);
  rmSync(join(engine, ENGINE_FILES.languageHost));
  expect(holdsEngine(engine)).toBe(false);
});

test("the slower of two processes keeps the engine of the faster one", () => {
  const final = join(folder, "engine-1");
  publishEngine(fakeEngine(join(folder, "a"), "a"), final);
  expect(holdsEngine(final)).toBe(true);
  publishEngine(fakeEngine(join(folder, "b"), "b"), final);
  expect(holdsEngine(final)).toBe(true);
});

test("an engine that cannot be moved to its name is an error, not an engine", () => {
  mkdirSync(join(folder, "engine-1", "something else"), { recursive: true });
  expect(() => publishEngine(fakeEngine(join(folder, "a"), "a"), join(folder, "engine-1"))).toThrow();
});

test("what an interrupted run left behind goes after a day, and not before", () => {
  const abandoned = makeWorkFolder(folder);
  const running = makeWorkFolder(folder);
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  utimesSync(abandoned, twoDaysAgo, twoDaysAgo);
  const own = makeWorkFolder(folder);
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(running)).toBe(true);
  expect(readdirSync(own)).toEqual([]);
});
