import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start";
import { contosoWithApplications } from "./support/applications";
import { skuIds } from "./support/contoso";
import { run, type Ran } from "./support/run";

/**
 * The CLI for Microsoft 365 knows Microsoft's addresses only; HTTPS_PROXY and the emulator's authority bring it here. It has 477 packages, so it is used
 * where somebody has put it: a folder named by EMULATOR_M365_CLI_FOLDER, or the one that `EMULATOR_M365_CLI=install` makes in the user's cache.
 */
const version = "11.11.0";
const folder = process.env["EMULATOR_M365_CLI_FOLDER"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "m365-licenses", `m365-cli-${version}`);
const cli = join(folder, "node_modules/@pnp/cli-microsoft365/dist/index.js");
const install = process.env["EMULATOR_M365_CLI"] === "install";
const available = install || existsSync(cli);
if (!available) process.stdout.write("skipped: the CLI for Microsoft 365 is not there; EMULATOR_M365_CLI=install makes it so\n");

describe.skipIf(!available)("the CLI for Microsoft 365 through HTTPS_PROXY", () => {
  let emulator: Emulator;
  let home: string;
  let m365: (...args: string[]) => Promise<Ran>;
  beforeAll(async () => {
    if (!existsSync(cli)) await installCli();
    const { tenant, writer, folder: made } = await contosoWithApplications();
    home = made;
    emulator = await startEmulator({ tenant, signIn: "required", tls: true, proxyPort: 0 });
    const authorityPath = join(home, "authority.pem");
    writeFileSync(authorityPath, emulator.certificateAuthority ?? "");
    const proxy = emulator.proxyUrl ?? "";
    const env = { ...process.env, HOME: home, HTTPS_PROXY: proxy, https_proxy: proxy, NO_PROXY: "", no_proxy: "", NODE_EXTRA_CA_CERTS: authorityPath, CLIMICROSOFT365_NOUPDATE: "1" };
    m365 = (...args) => run(process.execPath, [cli, ...args, "--output", "json"], env, 120_000);
    const login = await m365("login", "--authType", "secret", "--appId", writer.appId, "--tenant", emulator.tenant.state.organization.id, "--secret", writer.secret);
    if (login.code !== 0) throw new Error(login.stderr);
  }, 600_000);
  afterAll(async () => {
    await emulator.stop();
    rmSync(home, { recursive: true });
  });

  it("lists licences", async () => {
    const { stdout } = await m365("entra", "license", "list");
    expect((JSON.parse(stdout) as { skuPartNumber: string }[])[0]?.skuPartNumber).toBe("ENTERPRISEPACK");
  }, 120_000);

  it("assigns one, and reports a refusal in Graph's words", async () => {
    const added = await m365("entra", "user", "license", "add", "--userName", "diego@contoso.com", "--ids", skuIds.ENTERPRISEPACK);
    expect([added.code, (JSON.parse(added.stdout) as { userPrincipalName: string }).userPrincipalName]).toEqual([0, "diego@contoso.com"]);
    const refused = await m365("entra", "user", "license", "remove", "--userName", "diego@contoso.com", "--ids", skuIds.STANDARDPACK, "--force");
    expect([refused.code, refused.stderr.trim()]).toEqual([1, "Error: User does not have a corresponding license."]);
  }, 240_000);
});

async function installCli(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  const installed = await run("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-save", `@pnp/cli-microsoft365@${version}`], process.env, 500_000);
  if (installed.code !== 0) throw new Error(installed.stderr);
}
