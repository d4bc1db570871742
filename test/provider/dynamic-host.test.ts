import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { knownTexts, onlyKnown } from "../../engine/dynamic-provider/known-texts.cjs";
import { handlerText, runText } from "../../src/provider/contract/handler-text";

const root = join(__dirname, "../..");

/** Runs the host and, once it listens, code that sees its modules. */
async function hostAnd(code: string): Promise<string> {
  const script = `
    process.argv = [process.argv[0], "host.cjs", "127.0.0.1:1"];
    const write = process.stdout.write;
    process.stdout.write = function (text) {
      process.stdout.write = write;
      const loaded = (name) => Object.keys(require.cache).some((file) => file.replaceAll("\\\\", "/").includes(name));
      const sdk = require("node:module").createRequire(process.cwd() + "/package.json");
      (async () => { ${code} })().then((said) => {
        process.stdout.write(JSON.stringify({ port: Number(text), said }));
        process.exit(0);
      });
    };
    require("./engine/dynamic-provider/host.cjs");`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: root });
  const { port, said } = JSON.parse(stdout) as { port: number; said: string };
  expect(port).toBeGreaterThan(0);
  return said;
}

it("hosts a dynamic provider without the compiler and npm's own library", async () => {
  expect(
    await hostAnd('return ["/node_modules/typescript/", "/@npmcli/arborist/", "/@grpc/grpc-js/"].map(loaded);'),
  ).toEqual([false, false, true]);
});

it("has the serializer for whoever calls it", async () => {
  expect(await hostAnd('return (await sdk("@pulumi/pulumi/runtime").serializeFunction(() => 42)).text;')).toContain(
    "return () => 42",
  );
});

describe("a text in the state", () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  function projectThatNames(dynamicProviders: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), "m365-host-"));
    folders.push(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ m365Licenses: { dynamicProviders } }));
    mkdirSync(join(folder, "dist"));
    return join(folder, "dist");
  }
  const run = (text: unknown): string => `ran ${String(text)}`;
  const foreign = "exports.handler = () => require('child_process')";
  const digest = createHash("sha256").update(foreign).digest("hex");

  it("is run where it is this package's own", () => {
    expect(knownTexts).toEqual([handlerText, runText]);
    expect(knownTexts.map((text) => onlyKnown(run, projectThatNames([]))(text))).toEqual(knownTexts.map(run));
  });

  it.each([[[]], [undefined], [["0".repeat(64)]], [[1]]])("is not run where the project names %j", (named) => {
    expect(() => onlyKnown(run, projectThatNames(named))(foreign)).toThrow(digest);
    expect(() => onlyKnown(run, projectThatNames(named))(`${handlerText} `)).toThrow("unknown-provider-text");
  });

  it.each([[[digest]], ["any"]])("is run where the project names it: %j", (named) => {
    expect(onlyKnown(run, projectThatNames(named))(foreign)).toBe(run(foreign));
  });
});

it("ends by itself where its engine was gone before it had begun", async () => {
  const host = spawn(process.execPath, [join(root, "engine/dynamic-provider/host.cjs"), "-v=3", "127.0.0.1:1"], {
    cwd: root,
    stdio: "ignore",
  });
  const [code] = (await once(host, "exit")) as [number | null];
  expect(code).toBe(1);
});
