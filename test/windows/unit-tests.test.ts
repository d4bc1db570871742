import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WindowsNode } from "./wine";

/**
 * The unit tests of `stack`, and those of `cli` that need no more than Wine has: `fetch` to loopback does not work
 * there, so nothing that speaks to an emulated tenant is tried, nor what puts a shell script in an engine's place.
 */
const root = resolve(__dirname, "../..");
const minutes = 60_000;
const speaksToATenant = "test/stack/examples.test.ts";
const ofCli = ["commands/import.test.ts", "commands/restore-hostile.test.ts", "init/init.test.ts"];

const files = [
  ...readdirSync(join(root, "test/stack"), { recursive: true, encoding: "utf8" })
    .map((file) => `test/stack/${file}`)
    .filter((file) => file.endsWith(".test.ts") && file !== speaksToATenant)
    .sort(),
  ...ofCli.map((file) => `test/cli/${file}`),
];

let windows: WindowsNode | string;
beforeAll(() => {
  windows = WindowsNode.find();
  if (typeof windows !== "string") windows.run(["-e", "0"], root);
}, 5 * minutes);
afterAll(() => {
  if (typeof windows !== "string") windows.stop();
});

beforeEach(({ skip }) => {
  if (typeof windows === "string") skip(`Windows is not tried: ${windows}`);
});

describe("on Windows", () => {
  it.each(files)("%s holds", { timeout: 10 * minutes }, (file) => {
    if (typeof windows === "string") throw new Error(windows);
    const { code, output } = windows.run(["test/windows/run-tests.mjs", file], root);
    expect(output).toMatch(/^[1-9]\d* passed, 0 failed, \d+ skipped\n$/);
    expect(code, output).toBe(0);
  });
});
