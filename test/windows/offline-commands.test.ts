import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commandLine } from "../cli/command-line";
import { WindowsNode } from "./wine";

/** Commands that need no network, as Windows runs them: paths, line ends and files are what is looked at. */
const main = resolve(__dirname, "../../dist/src/cli/main.js");
const minutes = 60_000;

let windows: WindowsNode | string;
const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "windows-"));
  folders.push(folder);
  return folder;
}

beforeAll(() => {
  windows = WindowsNode.find();
  // Wine sets itself up when it runs first, and talks about it.
  if (typeof windows !== "string") windows.run(["-e", "0"], newFolder());
}, 5 * minutes);
afterAll(() => {
  if (typeof windows !== "string") windows.stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});
beforeEach(({ skip }) => {
  if (typeof windows === "string") skip(`Windows is not tried: ${windows}`);
});

function onWindows(
  folder: string,
  ...args: readonly string[]
): { readonly code: number | null; readonly output: string } {
  if (typeof windows === "string") throw new Error(windows);
  return windows.run([`Z:${main.replaceAll("/", "\\")}`, ...args], folder);
}

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

describe("on Windows", () => {
  it("is Windows that answers", { timeout: 5 * minutes }, () => {
    const folder = newFolder();
    if (typeof windows === "string") throw new Error(windows);
    const { output } = windows.run(["-p", "process.platform + require('node:path').sep"], folder);
    expect(output).toBe("win32\\\n");
  });

  it("init writes the same bytes as here, and nothing when it runs again", { timeout: 5 * minutes }, async () => {
    const [there, here] = [newFolder(), newFolder()];
    const args = ["init", "contoso.onmicrosoft.com", "--pipeline", "github"];
    const { code, output } = onWindows(there, ...args);
    expect(code, output).toBe(0);
    expect(output).toContain("\nNext:\n  npm install\n");
    await commandLine(args, { folder: here });
    expect(filesOf(there)).toEqual(filesOf(here));
    expect(onWindows(there, ...args).output).toMatch(/^Everything is here already/);
  });

  it("validate, explain and catalog say what they say here", { timeout: 5 * minutes }, async () => {
    const folder = newFolder();
    await commandLine(["init", "--try"], { folder });
    for (const args of [
      ["validate"],
      ["validate", "--format", "github"],
      ["explain", "adele@contoso.com", "--offline"],
      ["catalog", "ENTERPRISEPACK"],
    ]) {
      const here = await commandLine(args, { folder });
      expect({ args, ...onWindows(folder, ...args) }).toEqual({ args, code: here.code, output: here.out + here.err });
    }
  });

  it("says how to get an engine where there is none", { timeout: 5 * minutes }, async () => {
    const folder = newFolder();
    await commandLine(["init", "--try"], { folder });
    const { code, output } = onWindows(folder, "plan");
    expect(code).toBe(1);
    expect(output).toContain("npm install --save-dev --save-exact pulumi@");
  });
});
