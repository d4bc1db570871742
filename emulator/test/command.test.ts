import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../src/command/command-line";
import { startEmulator } from "../src/start";
import { run } from "./support/run";

const main = join(__dirname, "../src/main.ts");
let folder: string;
let file: string;
let idle: Socket | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "m365-emulator-"));
  file = join(folder, "tenant.yaml");
  writeFileSync(file, "verifiedDomains: [contoso.onmicrosoft.com]\n");
});
afterEach(() => {
  idle?.destroy();
  rmSync(folder, { recursive: true });
});

interface Started {
  /** What it said first. */
  readonly said: string;
  readonly end: () => Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** The package's own command as a process, until it has said where it listens. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on("exit", (code, signal) => resolve({ code, signal })),
  );
  const said = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8"))),
  );
  return {
    said,
    end: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

// Windows has no signals: there a process is ended from outside, without a say.
describe.skipIf(process.platform === "win32")("the command as a process", { timeout: 60_000 }, () => {
  it("ends with exit code 0 on SIGTERM, also with a connection open", async () => {
    const { said, end } = await start("--tenant", file);
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
    idle = connect(port, "127.0.0.1").on("error", () => undefined);
    await new Promise((resolve) => idle?.once("connect", resolve));
    expect(await end()).toEqual({ code: 0, signal: null });
  });

  it("says where it listens as one line of JSON, with the tenant's id", async () => {
    const { said, end } = await start(file, "--json", "--control", "0");
    expect(await end()).toEqual({ code: 0, signal: null });
    expect(said.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(said)).toMatchObject({
      format: "m365-licenses/emulator",
      tenant: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
        domain: "contoso.onmicrosoft.com",
        users: 0,
        groups: 0,
        skus: 0,
      },
      graph: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      environment: {},
    });
  });

  it("says the tenant's id and what other clients need, in text and as JSON", async () => {
    const authority = join(folder, "authority.pem");
    const args = [file, "--tls", "--authority-file", authority, "--proxy-port", "0"];
    const [text, json] = await Promise.all([start(...args), start(...args, "--json")]);
    await Promise.all([text.end(), json.end()]);
    expect(readFileSync(authority, "utf8")).toContain("BEGIN CERTIFICATE");
    const told = JSON.parse(json.said) as { tenant: { id: string }; environment: object };
    expect(told.environment).toEqual({
      HTTPS_PROXY: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      NODE_EXTRA_CA_CERTS: authority,
      REQUESTS_CA_BUNDLE: authority,
      SSL_CERT_FILE: authority,
    });
    expect(text.said).toContain(`\nTenant:  ${told.tenant.id}\n`);
    for (const name of ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
      expect(text.said).toContain(`\n  ${name}=${authority}\n`);
    expect(text.said).toMatch(/\n {2}HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+\n/);
  });
});

async function runHere(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const code = await runCommandLine(args, {
    name: "emulator",
    workingFolder: folder,
    writeOut: (text) => void (written.out += text),
    writeErr: (text) => void (written.err += text),
  });
  return { code, ...written };
}

/** The whole of a text, line by line. */
function lines(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(`^${patterns.map(({ source }) => `${source}\\n`).join("")}$`);
}

describe("what cannot be started", () => {
  it.each<[string, readonly string[], RegExp]>([
    ["no tenant file", [], /^A tenant file is missing\. Name one, or list what can be set with --settings\.\n$/],
    ["a file that is not there", ["/nowhere/tenant.yaml"], /^\/nowhere\/tenant\.yaml: there is no such file\.\n$/],
    [
      "options for TLS without it",
      ["tenant.yaml", "--proxy-port", "0", "--authority-file", "ca.pem"],
      lines(
        /--authority-file is of no use without --tls: add --tls\./,
        /--proxy-port is of no use without --tls: add --tls\./,
      ),
    ],
    [
      "a setting without a value",
      ["tenant.yaml", "--set", "lockMs"],
      /^--set lockMs has no value: write --set lockMs=VALUE\.\n$/,
    ],
    [
      "a setting that is nearly one, and a value that is none",
      ["tenant.yaml", "--set", "lockms=1", "--set", "throttling=maybe"],
      lines(
        /There is no setting lockms\. Is lockMs meant\? .*/,
        /Setting throttling cannot be "maybe"\. It is one of on, off\./,
      ),
    ],
    ["sign-in without applications", ["tenant.yaml", "--sign-in"], /^Nobody can sign in: the tenant has no `apps`\./],
    [
      "a folder for the authority's certificate that is not there",
      ["tenant.yaml", "--tls", "--authority-file", "nowhere/ca.pem"],
      /no such file or directory.*ca\.pem/,
    ],
    ["a port that is none", ["tenant.yaml", "--port", "70000"], /A port is a number from 0 to 65535\./],
    ["an option that is none", ["tenant.yaml", "--prot", "1"], /unknown option '--prot'/],
  ])("says so: %s", async (_, args, message) => {
    const { code, out, err } = await runHere(...args);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 1, out: "" });
  });

  it("says so as JSON, with a stable code", async () => {
    const missing = await runHere("--json");
    expect(JSON.parse(missing.out)).toEqual({
      format: "m365-licenses/error",
      version: 1,
      code: "tenant-file-missing",
      message: "A tenant file is missing.",
      remedy: "Name one, or list what can be set with --settings.",
    });
    const unset = await runHere("tenant.yaml", "--json", "--set", "lockMs");
    expect(JSON.parse(unset.out)).toMatchObject({ format: "m365-licenses/error", code: "emulator" });
    expect([missing, unset].map(({ code, err }) => [code, err])).toEqual([
      [1, ""],
      [1, ""],
    ]);
  });

  // A process: with another port left open it would not end.
  it.each(["--port", "--control"])("says so and ends: a port that is taken, by %s", async (option) => {
    const other = await startEmulator({ tenant: { verifiedDomains: ["contoso.onmicrosoft.com"] } });
    const port = new URL(other.url).port;
    const args = ["--import", "tsx", main, file, option, port];
    const { code, stdout, stderr } = await run(process.execPath, args, process.env, 30_000);
    await other.stop();
    expect(stderr).toBe(`Port ${port} is taken. Choose another one, or leave the option out for any free one.\n`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});
