import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadStack } from "../../../src/stack/load-stack";
import { makeFolder, now } from "../support/stack-folder";

const secret = "stolen@contoso.com";

/** A project with a file outside of the stacks' folder that somebody would like to have read, and ways to it. */
function project(): string {
  const root = makeFolder({
    "secret.txt": secret,
    "other/secret.txt": secret,
    "stacks/lists/a.txt": "a@contoso.com",
    "stacks/..x.txt": "inside@contoso.com",
    "stacks/.../a.txt": "inside@contoso.com",
  });
  symlinkSync("../secret.txt", join(root, "stacks/link.txt"));
  symlinkSync(join(root, "secret.txt"), join(root, "stacks/absolute-link.txt"));
  symlinkSync("..", join(root, "stacks/up"));
  symlinkSync("link.txt", join(root, "stacks/link-of-link.txt"));
  symlinkSync("../../other", join(root, "stacks/lists/other"));
  symlinkSync("/", join(root, "stacks/root"));
  symlinkSync("/proc/self", join(root, "stacks/self"));
  symlinkSync("nowhere/../../secret.txt", join(root, "stacks/dangling.txt"));
  mkdirSync(join(root, "stacks/a.d"));
  return root;
}

const up = ["..", "./..", "lists/../..", "lists/../lists/../..", "a.d/../..", "./lists/./../../stacks/.."];
const ways: readonly ((root: string) => string)[] = [
  ...up.map((way) => () => `${way}/secret.txt`),
  ...up.map((way) => () => `${way}/other/secret.txt`),
  ...up.map((way) => () => `${way}//secret.txt`),
  ...up.map((way) => () => ` ${way}/secret.txt `),
  (root) => join(root, "secret.txt"),
  (root) => `${root}/stacks/../secret.txt`,
  (root) => `/${root}/secret.txt`,
  (root) => `//${root}/secret.txt`,
  (root) => `/proc/self/root${root}/secret.txt`,
  (root) => `/proc/self/cwd/../../../../../../../..${root}/secret.txt`,
  (root) => `file://${root}/secret.txt`,
  (root) => `file:${root}/secret.txt`,
  (root) => `root${root}/secret.txt`,
  (root) => `../${root.split("/").at(-1) ?? ""}/../${root.split("/").at(-1) ?? ""}/secret.txt`,
  () => "link.txt",
  () => "./link.txt",
  () => "absolute-link.txt",
  () => "link-of-link.txt",
  () => "dangling.txt",
  () => "up/secret.txt",
  () => "up/stacks/up/secret.txt",
  () => "up/other/secret.txt",
  () => "lists/other/secret.txt",
  () => "lists/../link.txt",
  () => "self/cwd/secret.txt",
  () => "self/environ",
  () => "self/root/etc/passwd",
  () => "root/etc/passwd",
  () => "~/secret.txt",
  () => "$PWD/../secret.txt",
  () => "..\\secret.txt",
  () => "lists\\..\\..\\secret.txt",
  () => "..%2fsecret.txt",
  () => "%2e%2e/secret.txt",
  () => "..\u2215secret.txt",
  () => "\u2024\u2024/secret.txt",
  () => "..\u0000/secret.txt",
  () => "../secret.txt\u0000.txt",
];

/** What a stack comes to that takes its people from this file. */
function load(root: string, file: string) {
  const list = `{ name: a, licenses: [MCOEV], usersFrom: ${JSON.stringify(file)} }`;
  writeFileSync(join(root, "stacks/test.yaml"), `tenant: contoso.onmicrosoft.com\nassignments: [${list}]\n`);
  return loadStack("stacks/test.yaml", { now, root });
}

describe.skipIf(process.platform === "win32")("a file outside of the stack's folder", () => {
  const root = project();
  const named = ways.map((way) => way(root));

  it("has 58 names that have to be refused", () => expect(new Set(named).size).toBe(58));

  it.each(named)("is not read as %j", (file) => {
    const result = load(root, file);
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(result.kind === "invalid" ? result.problems.map(({ code }) => code).join() : "").toMatch(
      /^(file-outside-folder|file-link|file-missing|file-unreadable)$/,
    );
  });

  it("is not read as a part of the stack either", () => {
    for (const file of named) {
      const text = `tenant: contoso.onmicrosoft.com\nassignments: []\ninclude: [${JSON.stringify(file)}]\n`;
      writeFileSync(join(root, "stacks/test.yaml"), text);
      const result = loadStack("stacks/test.yaml", { now, root });
      expect(JSON.stringify(result), file).not.toContain(secret);
      expect(result.kind, file).toBe("invalid");
    }
  });
});

describe("a file inside of the folder", () => {
  it.each(["..x.txt", ".../a.txt", "lists/../..x.txt"])("is read as %s, which only looks like outside", (file) => {
    const result = load(project(), file);
    expect(result.kind === "ok" ? result.stack.desired.users.map(({ name }) => name) : result).toEqual([
      "inside@contoso.com",
    ]);
  });

  it("is read by a second name of its own, which no review can tell from a copy", () => {
    const root = project();
    linkSync(join(root, "stacks/lists/a.txt"), join(root, "stacks/hard.txt"));
    expect(load(root, "hard.txt").kind).toBe("ok");
  });
});
