import { expect, test } from "vitest";
import { runCommand } from "../../scripts/run-command.mjs";

function node(script: string, options: Parameters<typeof runCommand>[2] = {}): ReturnType<typeof runCommand> {
  return runCommand(process.execPath, ["-e", script], options);
}

test("both streams and the exit code come back", async () => {
  expect(await node('console.log("out"); console.error("err"); process.exit(3)')).toMatchObject({
    code: 3,
    stdout: "out\n",
    stderr: "err\n",
    timedOut: false,
  });
});

test("a command that does not exist is an answer, not an exception", async () => {
  const result = await runCommand("/nowhere/at-all", []);
  expect(result.code).toBeNull();
  expect(result.startError).toContain("ENOENT");
});

test("a time limit ends what the command has started, too", async () => {
  const script =
    'const c = require("child_process").spawn("sleep", ["600"], { stdio: "inherit" }); console.log(c.pid); ' +
    "setTimeout(() => {}, 600000)";
  const { timedOut, stdout } = await node(script, { timeoutMs: 1_500 });
  expect(timedOut).toBe(true);
  await expect.poll(() => isAlive(Number(stdout)), { timeout: 5_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
