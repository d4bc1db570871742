import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start";
import { contosoWithApplications } from "./support/applications";
import { skuIds } from "./support/contoso";
import { run } from "./support/run";

/**
 * Microsoft's SDK for Python weighs 100 MB and takes minutes to install, so it is used where somebody has put it: a virtual environment named by
 * EMULATOR_PYTHON_ENV, or the one that `EMULATOR_PYTHON=install` makes in the user's cache.
 */
const environment = process.env["EMULATOR_PYTHON_ENV"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "m365-licenses", "python-1.65.0");
const python = join(environment, "bin", "python");
const install = process.env["EMULATOR_PYTHON"] === "install";
const available = install || existsSync(python);
if (!available) process.stdout.write("skipped: msgraph-sdk for Python is not there; EMULATOR_PYTHON=install makes it so\n");

describe.skipIf(!available)("msgraph-sdk for Python over TLS", () => {
  let emulator: Emulator;
  let folder: string;
  let cases: ReadonlyMap<string, unknown>;
  beforeAll(async () => {
    if (!existsSync(python)) await installSdk();
    const { tenant, writer, folder: made } = await contosoWithApplications();
    folder = made;
    emulator = await startEmulator({ tenant, signIn: "required", tls: true });
    const authorityPath = join(folder, "authority.pem");
    writeFileSync(authorityPath, emulator.certificateAuthority ?? "");
    const input = {
      url: emulator.url,
      tenantId: emulator.tenant.state.organization.id,
      writer,
      authorityPath,
      skus: { E3: skuIds.ENTERPRISEPACK, E5: skuIds.ENTERPRISEPREMIUM },
    };
    const { stdout, stderr } = await run(python, [join(__dirname, "conformance/msgraph_sdk.py")], { ...process.env, CONFORMANCE: JSON.stringify(input) }, 120_000);
    const lines = stdout.trim().split("\n").filter((line) => line.startsWith("{"));
    cases = new Map(lines.map((line) => JSON.parse(line) as { name: string }).map((found) => [found.name, found]));
    if (cases.size === 0) throw new Error(stderr);
  }, 600_000);
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, unknown]>([
    ["swap", [[skuIds.ENTERPRISEPREMIUM], "Active"]],
    ["subscribedSkus", "ENTERPRISEPACK"],
    ["usage location", [400, "Request_BadRequest", "License assignment cannot be done for user with invalid usage location."]],
  ])("%s", (name, expected) => {
    expect(cases.get(name)).toMatchObject({ result: expected });
  });

  it("organization", () => {
    expect(cases.get("organization")).toMatchObject({ result: emulator.tenant.state.organization.id });
  });
});

async function installSdk(): Promise<void> {
  mkdirSync(environment, { recursive: true });
  const made = await run("python3", ["-m", "venv", environment], process.env, 60_000);
  if (made.code !== 0) throw new Error(made.stderr);
  const installed = await run(join(environment, "bin", "pip"), ["install", "--quiet", "msgraph-sdk==1.65.0", "azure-identity", "aiohttp"], process.env, 500_000);
  if (installed.code !== 0) throw new Error(installed.stderr);
}
