import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

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
      (async () => { ${code} })().then((said) => { process.stdout.write(JSON.stringify({ port: Number(text), said })); process.exit(0); });
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
