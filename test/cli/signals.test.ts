import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../stack/support/stack-folder";

const root = join(__dirname, "../..");

it("a command that only reads files has no handler of signals, which would keep it from being ended", () => {
  const folder = makeFolder({
    "count.cjs": `process.on("exit", () => console.log(["SIGINT", "SIGTERM"].map((s) => process.listenerCount(s))));`,
    "stacks/x.yaml": "tenant: contoso.onmicrosoft.com\n",
  });
  const printed = execFileSync(
    process.execPath,
    [
      ...["--require", join(folder, "count.cjs"), "--import", join(root, "node_modules/tsx/dist/loader.mjs")],
      ...[join(root, "src/cli/main.ts"), "validate"],
    ],
    { cwd: folder, encoding: "utf8", env: process.env },
  );
  expect(printed).toMatch(/^1 stack.*\n\[ 0, 0 \]\n$/s);
});
