import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
let idle: Socket | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "m365-emulator-"));
});
afterEach(() => {
  idle?.destroy();
  rmSync(folder, { recursive: true });
});

// Windows has no signals: there a process is ended from outside, without a say.
it.skipIf(process.platform === "win32")("ends with exit code 0 on SIGTERM, also with a connection open", { timeout: 60_000 }, async () => {
  const file = join(folder, "tenant.yaml");
  writeFileSync(file, "verifiedDomains: [contoso.onmicrosoft.com]\n");
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "emulator", "--tenant", file], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  const port = await new Promise<number>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
  });
  idle = connect(port, "127.0.0.1").on("error", () => undefined);
  await new Promise((resolve) => idle?.once("connect", resolve));
  child.kill("SIGTERM");
  expect(await ended).toEqual({ code: 0, signal: null });
});
