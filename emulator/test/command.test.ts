import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmulatorCommandOptions, runEmulatorCommand } from "../src/command";
import { startEmulator } from "../src/start";

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
it.skipIf(process.platform === "win32")(
  "ends with exit code 0 on SIGTERM, also with a connection open",
  { timeout: 60_000 },
  async () => {
    const file = join(folder, "tenant.yaml");
    writeFileSync(file, "verifiedDomains: [contoso.onmicrosoft.com]\n");
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", "emulator", "--tenant", file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
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
  },
);

it.skipIf(process.platform === "win32")("says where it listens as one line of JSON", { timeout: 60_000 }, async () => {
  const file = join(folder, "tenant.yaml");
  writeFileSync(file, "verifiedDomains: [contoso.onmicrosoft.com]\n");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "src/cli/main.ts", "emulator", file, "--json", "--control", "0"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8"))),
  );
  child.kill("SIGTERM");
  expect(JSON.parse(said)).toMatchObject({
    format: "m365-licenses/emulator",
    tenant: { domain: "contoso.onmicrosoft.com", users: 0, groups: 0, skus: 0 },
    graph: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
  });
  expect(await ended).toBe(0);
});

describe("what cannot be started", () => {
  async function refuse(options: Partial<EmulatorCommandOptions>): Promise<string> {
    const file = join(folder, "tenant.yaml");
    writeFileSync(file, "verifiedDomains: [contoso.onmicrosoft.com]\n");
    const said: string[] = [];
    const code = await runEmulatorCommand({
      tenant: file,
      print: () => undefined,
      printError: (line) => said.push(line),
      ...options,
    });
    expect(code).toBe(1);
    return said.join("\n");
  }

  it.each<[string, Partial<EmulatorCommandOptions>, RegExp]>([
    [
      "a file that is not there",
      { tenant: "/nowhere/tenant.yaml" },
      /^\/nowhere\/tenant\.yaml: there is no such file\.$/,
    ],
    [
      "options for TLS without it",
      { proxyPort: 0, authorityFile: "ca.pem" },
      /^--authority-file is of no use without --tls: add --tls\.\n--proxy-port is of no use without --tls: add --tls\.$/,
    ],
    ["a setting without a value", { settings: ["lockMs"] }, /^--set lockMs has no value: write --set lockMs=VALUE\.$/],
    [
      "a setting that is nearly one, and a value that is none",
      { settings: ["lockms=1", "throttling=maybe"] },
      /^There is no setting lockms\. Is lockMs meant\? .*\nSetting throttling cannot be "maybe"\. It is one of on, off\.$/,
    ],
    ["sign-in without applications", { signIn: "required" }, /^Nobody can sign in: the tenant has no `apps`\./],
  ])("says so: %s", async (_, options, message) => {
    expect(await refuse(options)).toMatch(message);
  });

  it("says so: a port that is taken", async () => {
    const other = await startEmulator({ tenant: { verifiedDomains: ["contoso.onmicrosoft.com"] } });
    const port = Number(new URL(other.url).port);
    expect(await refuse({ port })).toBe(
      `Port ${port} is taken. Choose another one, or leave the option out for any free one.`,
    );
    await other.stop();
  });
});
