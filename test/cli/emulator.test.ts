import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import spawnAnywhere from "cross-spawn";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../emulator/test/support/run";
import { commandLine } from "./command-line";

const root = resolve(__dirname, "../..");
const emulatorPackage = "pulumi-m365-licenses-emulator";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-emulator-"));
  writeFileSync(join(folder, "tenant.yaml"), "verifiedDomains: [contoso.onmicrosoft.com]\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("m365-licenses emulator hands its arguments to the emulator's own command", () => {
  it("shows that command's help, under the name that was typed", async () => {
    const { code, out } = await commandLine(["emulator", "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: m365-licenses emulator \[options\] \[tenant-file\]\n/);
    for (const option of ["--port <port>", "--set <name=value>", "--sign-in", "--tls", "--settings", "--json"])
      expect(out).toContain(`  ${option} `);
  });

  it("lists the settings, as text and as JSON", async () => {
    const text = await commandLine(["emulator", "--settings"]);
    expect(text).toMatchObject({ code: 0, err: "" });
    expect(text.out).toMatch(/^concurrencyScope: object \| tenant \| none /);
    const json = await commandLine(["emulator", "--settings", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ format: "m365-licenses/emulator-settings", version: 1 });
  });

  it("passes on what is wrong, and the exit code", async () => {
    const missing = await commandLine(["emulator", "--json"], { folder });
    expect(JSON.parse(missing.out)).toMatchObject({ format: "m365-licenses/error", code: "tenant-file-missing" });
    const unset = await commandLine(["emulator", "tenant.yaml", "--set", "lockMs"], { folder });
    expect(unset.err).toBe("--set lockMs has no value: write --set lockMs=VALUE.\n");
    const unknown = await commandLine(["emulator", "--frobnicate"], { folder });
    expect(unknown.err).toContain("error: unknown option '--frobnicate'");
    expect([missing, unset, unknown].map(({ code }) => code)).toEqual([1, 1, 1]);
  });

  // Windows has no signals: there a process is ended from outside, without a say.
  it.skipIf(process.platform === "win32")("runs a tenant until it is told to stop", { timeout: 60_000 }, async () => {
    const args = ["--import", "tsx", join(root, "src/cli/main.ts"), "emulator", join(folder, "tenant.yaml"), "--json"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], cwd: root });
    const ended = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
    const said = await new Promise<string>((done) =>
      child.stdout.once("data", (chunk: Buffer) => done(chunk.toString("utf8"))),
    );
    child.kill("SIGTERM");
    expect(JSON.parse(said)).toMatchObject({ tenant: { domain: "contoso.onmicrosoft.com" } });
    expect(await ended).toEqual({ code: 0, signal: null });
  });
});

describe("the product without the package of the emulator", () => {
  /** The product as it comes out of its tarball, with everything that is installed here but the emulator. */
  function installWithout(): string {
    for (const part of ["dist", "package.json"]) cpSync(join(root, part), join(folder, part), { recursive: true });
    mkdirSync(join(folder, "node_modules"));
    for (const name of readdirSync(join(root, "node_modules")).filter((each) => each !== emulatorPackage))
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
    return join(folder, "dist/src/cli/main.js");
  }

  it("says in one sentence how to get it, with a stable code", { timeout: 60_000 }, async () => {
    expect(existsSync(join(root, "dist/src/cli/main.js")), "the product is compiled: npm run build").toBe(true);
    const main = installWithout();
    const text = await run(process.execPath, [main, "emulator", "tenant.yaml"], process.env, 30_000);
    expect(text).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Error: The emulated tenant is a package of its own that is not here: " +
        "npm install --save-dev pulumi-m365-licenses-emulator\n",
    });
    const json = await run(process.execPath, [main, "emulator", "--json"], process.env, 30_000);
    expect(json).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ format: "m365-licenses/error", code: "emulator-not-installed" });
    const help = await run(process.execPath, [main, "--help"], process.env, 30_000);
    expect(help).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("the product's package", () => {
  it("brings neither the emulator nor its issuer of tokens along", { timeout: 60_000 }, async () => {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts", root];
    const packed = spawnAnywhere.sync("npm", args, { encoding: "utf8" });
    const [contents] = JSON.parse(packed.stdout) as [{ files: { path: string }[]; bundled: string[] }];
    const paths = contents.files.map(({ path }) => path);
    expect(paths).toContain("dist/src/cli/main.js");
    expect(paths.filter((path) => /^emulator\/|\/emulator\/|jose|selfsigned/.test(path))).toEqual([]);
    expect(contents.bundled).toEqual([]);
    const { dependencies } = (await import("../../package.json")).default;
    for (const name of [emulatorPackage, "jose", "selfsigned"]) expect(dependencies).not.toHaveProperty(name);
  });
});
