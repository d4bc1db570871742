import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Workspace, createWorkspace, repositoryRoot, waitForOutput } from "../support/engine";
import { changedPaths, parsePreview, stepsOf } from "../support/preview-json";

/** Like the product: compiled program in dist, provider by self-reference, one changed path a changed person. */
const program = `
const pulumi = require("@pulumi/pulumi");
const load = () => require("node:module").createRequire(process.cwd() + "/package.json")("small-program/provider");
const provider = {
  check: async (olds, news) => ({ inputs: news, failures: [] }),
  diff: async (id, olds, news) => (JSON.stringify(olds.users) === JSON.stringify(news.users) ? { changes: false } : {}),
  create: async (inputs) => ({ id: "small", outs: await load().apply(inputs) }),
  update: async (id, olds, news) => ({ outs: await load().apply(news) }),
};
class Small extends pulumi.dynamic.Resource {
  constructor(users) { super(provider, "small", { users }, {}, "m365", "Small"); }
}
const config = new pulumi.Config();
// In a function of its own: the stack of an error thrown at the top level ends in a path on which the colouring of
// stack traces in Node.js 20 never ends.
const fail = () => { throw new pulumi.RunError("the program is broken"); };
if (config.get("broken")) fail();
console.log("config " + config.get("place") + ", secret kept: " + pulumi.output(config.getSecret("key")).isSecret);
console.log("working directory is dist: " + process.cwd().endsWith("dist"));
new Small(JSON.parse(process.env.SMALL_USERS));
`;

const implementation = `
exports.apply = async (inputs) => {
  if (process.env.SMALL_WAITS) {
    console.log("provider waits");
    await new Promise((resolve) => setTimeout(resolve, 60000));
  }
  return { users: inputs.users };
};
`;

function layOut(root: string): void {
  mkdirSync(join(root, "dist"));
  const manifest = {
    name: "small-program",
    version: "1.0.0",
    exports: { "./provider": "./dist/provider.js", "./package.json": "./package.json" },
  };
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(root, "Pulumi.yaml"),
    "name: small\nmain: dist/index.js\nruntime: { name: nodejs, options: { typescript: false } }\noptions: { " +
      "refresh: always }\n",
  );
  writeFileSync(join(root, "dist", "index.js"), program);
  writeFileSync(join(root, "dist", "provider.js"), implementation);
  symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"), "junction");
}

const before = JSON.stringify({ adele: "E3", diego: "E1" });
const after = JSON.stringify({ adele: "E5", diego: "E1" });

let workspace: Workspace;
async function newStack(): Promise<void> {
  workspace = await createWorkspace({ layOut, env: { SMALL_USERS: before } });
  expect(await workspace.run(["stack", "init", "dev"])).toMatchObject({ code: 0 });
}
afterEach(() => workspace.dispose());

test("a stack is made, previewed, changed, refreshed and destroyed", async () => {
  await newStack();
  await workspace.run(["config", "set", "place", "here"]);
  await workspace.run(["config", "set", "--secret", "key", "hidden"]);

  const up = await workspace.run(["up", "--skip-preview"]);
  expect(up.output).toContain("config here");
  expect(up.output).toContain("working directory is dist: true");
  expect(up.output).toContain("+ 2 created");
  expect(up.code).toBe(0);
  expect(await workspace.run(["preview", "--expect-no-changes"])).toMatchObject({ code: 0 });

  const preview = await workspace.run(["preview", "--json"], { env: { SMALL_USERS: after } });
  const parsed = parsePreview(preview.stdout);
  expect(stepsOf(parsed, "Small").map(({ op }) => op)).toEqual(["update"]);
  expect(changedPaths(parsed, "Small")).toEqual(["users.adele"]);
  expect((await workspace.run(["up", "--skip-preview"], { env: { SMALL_USERS: after } })).output).toContain(
    "~ 1 updated",
  );

  expect(await workspace.run(["refresh"])).toMatchObject({ code: 0 });
  expect((await workspace.run(["about"])).output).toMatch(/nodejs +3\.\d+/);
  expect((await workspace.run(["destroy"])).output).toContain("- 2 deleted");
  expect(workspace.processes()).toEqual([]);
});

test("a program that fails is reported once and nothing of the stack is deleted", async () => {
  await newStack();
  await workspace.run(["up", "--skip-preview"]);
  await workspace.run(["config", "set", "broken", "yes"]);

  const up = await workspace.run(["up", "--skip-preview"]);
  expect(up.code).not.toBe(0);
  expect(up.output).toContain("the program is broken");
  expect(up.output).not.toContain("non-zero exit code");
  expect((await workspace.run(["stack"])).output).toContain("dynamic/m365:Small");
});

test("an engine that is killed leaves no language host and no program behind", async () => {
  await newStack();
  const running = workspace.start(["up", "--skip-preview"], { env: { SMALL_WAITS: "yes" } });
  await waitForOutput(running, /provider waits|creating \(1s\)/);
  expect(hostsAndPrograms()).not.toEqual([]);
  running.kill();
  expect(await running.finished).toMatchObject({ code: null, signal: "SIGKILL" });

  // What may stay is the SDK's dynamic provider and its shell, which do not watch the engine.
  await expect.poll(hostsAndPrograms, { timeout: 10_000 }).toEqual([]);
  expect(await workspace.run(["cancel", "--yes"])).toMatchObject({ code: 0 });
});

function hostsAndPrograms(): string[] {
  return workspace
    .processes()
    .map(commandOf)
    .filter((command) => /pulumi-language-nodejs|pulumi\/cmd\/run/.test(command));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
