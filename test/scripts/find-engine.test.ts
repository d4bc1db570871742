import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ENGINE_FILES, engineCacheKey } from "../../scripts/engine/cache.mjs";
import { EngineMissingError, findOrInstallEngine } from "../../scripts/engine/find-or-install.mjs";
import { runCommand } from "../../scripts/run-command.mjs";

const root = join(__dirname, "../..");

let folder: string;
let bin: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-engine-"));
  bin = join(folder, "bin");
  mkdirSync(bin);
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string, at = bin): void {
  writeFileSync(join(at, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(at, name), 0o755);
}

function find(): Promise<string> {
  return findOrInstallEngine({ root, env: { PATH: bin, HOME: folder }, log: (line) => said.push(line) });
}

async function failure(): Promise<string> {
  const outcome = await find().catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(EngineMissingError);
  expect(readdirSync(join(folder, ".cache", "pulumi-m365-licenses"))).toEqual([]);
  return (outcome as EngineMissingError).message;
}

test("pulumi on PATH with its language host is used as it is", async () => {
  program("pulumi", "echo v3.270.1");
  program("pulumi-language-nodejs", "");
  expect(await find()).toBe(bin);
  expect(said).toEqual([]);
});

test("the language host may lie beside the real file of a linked pulumi", async () => {
  const real = join(folder, "real");
  mkdirSync(real);
  program("pulumi", "echo v3.270.1", real);
  program("pulumi-language-nodejs", "", real);
  symlinkSync(join(real, "pulumi"), join(bin, "pulumi"));
  expect(await find()).toBe(bin);
});

test("an installed engine is found again without a word", async () => {
  const cached = join(folder, ".cache", "pulumi-m365-licenses", engineCacheKey(join(root, "scripts", "engine", "go")));
  mkdirSync(cached, { recursive: true });
  for (const file of Object.values(ENGINE_FILES)) writeFileSync(join(cached, file), "");
  expect(await find()).toBe(cached);
  expect(said).toEqual([]);
});

test("where there is nothing, the message says what was tried and what to install", async () => {
  expect(await failure()).toBe(
    [
      "No Pulumi engine was found, and none could be installed. Tried, in this order:",
      "  - pulumi on PATH: there is no pulumi on PATH",
      "  - the official npm package pulumi 3.259.0: npm is not on PATH",
      "  - a build from Go modules: there is no go on PATH",
      "Install one of these, then run the command again:",
      "  - Pulumi 3.248.0 or newer with pulumi-language-nodejs, on PATH (https://www.pulumi.com/docs/install/)",
      "  - Go 1.25.11 or newer, on PATH (https://go.dev/dl/)",
    ].join("\n"),
  );
});

test("a pulumi that is too old is passed over", async () => {
  program("pulumi", "echo v3.100.0");
  program("pulumi-language-nodejs", "");
  expect(await failure()).toContain(`  - pulumi on PATH: ${bin}/pulumi is v3.100.0, older than 3.248.0\n`);
});

test("a pulumi without a language host is passed over", async () => {
  program("pulumi", "echo v3.270.1");
  expect(await failure()).toContain(`${bin}/pulumi has no pulumi-language-nodejs on PATH or beside it`);
});

test("a pulumi that does not run is passed over", async () => {
  program("pulumi", "exit 3");
  program("pulumi-language-nodejs", "");
  expect(await failure()).toContain("does not answer `pulumi version` (exit code 3)");
});

test("a Go that is too old is named", async () => {
  program("go", "echo go1.24.3");
  expect(await failure()).toContain(`  - a build from Go modules: ${bin}/go is go1.24.3, older than 1.25.11\n`);
});

test("a Go that refuses the module says why", async () => {
  program("go", "echo 'go: go.mod requires go >= 1.25.11 (running go 1.24.3; GOTOOLCHAIN=local)' >&2; exit 1");
  expect(await failure()).toContain("go 1.25.11 or newer is needed (go: go.mod requires go >= 1.25.11");
});

test("a build that fails is reported with its last words", async () => {
  program("go", 'if [ "$1" = env ]; then echo go1.26.0; else echo "no space left on device" >&2; exit 1; fi');
  expect(await failure()).toContain(
    "go build github.com/pulumi/pulumi/pkg/v3/cmd/pulumi failed (no space left on device)",
  );
});

test("a download that fails is said in one line, and the build follows", async () => {
  program("npm", "echo 'npm error network request failed' >&2; exit 1");
  program(
    "go",
    'if [ "$1" = env ]; then echo go1.26.0; else shift; while [ "$1" != -o ]; do shift; done; echo built > "$2"; fi',
  );
  // The stand-in for go needs nothing but the shell.
  const engine = await find();
  expect(readdirSync(engine).sort()).toEqual(Object.values(ENGINE_FILES).sort());
  expect(dirname(engine)).toBe(join(folder, ".cache", "pulumi-m365-licenses"));
  expect(said.filter((line) => line.includes("did not help"))).toEqual([
    "the official npm package did not help: the npm package could not be installed (npm error network request failed)",
  ]);
  expect(await find()).toBe(engine);
});

test("a cache that cannot be written is named, with the remedy", async () => {
  writeFileSync(join(folder, "file"), "");
  const env = { PATH: bin, XDG_CACHE_HOME: join(folder, "file") };
  await expect(findOrInstallEngine({ root, env, log: () => undefined })).rejects.toThrow(
    "Set XDG_CACHE_HOME to a folder that can.",
  );
});

test("the command ends with the message and exit code 1, without a stack", async () => {
  const script = join(root, "scripts", "engine", "find-or-install.mjs");
  const { code, stdout, stderr } = await runCommand(process.execPath, [script], { env: { PATH: bin, HOME: folder } });
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("No Pulumi engine was found");
  expect(stderr).not.toMatch(/^\s+at /m);
});
