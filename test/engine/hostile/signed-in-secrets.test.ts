import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SignedInTenant, startSignedInTenant } from "../../graph/support/signed-in-tenant";
import { createWorkspace, type Workspace } from "../../support/engine";

const passphrase = "canary-of-the-passphrase";
/** What a token looks like, whole or cut off after its head. */
const token = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/;
const loud = ["-d", "--logtostderr", "-v=9", "--logflow"];

let tenant: SignedInTenant;
let workspace: Workspace;
/** Everything that was said, shown in the list of processes, or left in a file. */
const told: { readonly where: string; readonly text: string }[] = [];

beforeAll(async () => {
  tenant = await startSignedInTenant();
  workspace = await createWorkspace({
    env: {
      ...tenant.onLoopback,
      NODE_EXTRA_CA_CERTS: tenant.trusted,
      AZURE_TENANT_ID: tenant.tenantId,
      AZURE_CLIENT_ID: tenant.applications.writer.appId,
      AZURE_CLIENT_SECRET: tenant.applications.writer.secret,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      M365_LICENSES_REPORT_DIR: "reports",
    },
  });
  expect((await workspace.run(["stack", "init", "contoso"])).code).toBe(0);
});
afterAll(async () => {
  await workspace.dispose();
  await tenant.stop();
});

const stack = (people: string): void =>
  workspace.write(
    "stacks/contoso.yaml",
    `tenant: contoso.onmicrosoft.com\nlimits: { people: 100% }\nassignments:\n` +
      `  - { name: a, licenses: [STANDARDPACK], users: [${people}] }\n`,
  );

/** A run with somebody who looks at the list of processes meanwhile. */
async function watched(where: string, args: readonly string[], signal?: NodeJS.Signals) {
  const running = workspace.start([...args, "--stack", "contoso"]);
  const ended = running.finished.then(() => true);
  while (!(await Promise.race([ended, sleep(40, false)]))) {
    for (const pid of workspace.processes()) told.push({ where: `processes of ${where}`, text: commandOf(pid) });
    // Once the provider is there.
    if (signal !== undefined && workspace.processes().some((pid) => commandOf(pid).includes("host.cjs")))
      running.kill(signal);
  }
  const { code } = await running.finished;
  told.push({ where, text: running.output() });
  return { code, output: running.output() };
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => !file.includes("node_modules") && statSync(file).isFile());
}

describe("secrets with which a run really signs in", () => {
  it("are in nothing that it says, shows or leaves, whether it is done, refused or crashes", async () => {
    const { secret } = tenant.applications.writer;
    expect(await tenant.issueToken()).toMatch(token);
    stack("adele@contoso.com");
    const up = await watched("a loud up", ["up", "--yes", "--skip-preview", ...loud]);
    expect(up.code, up.output.slice(-3_000)).toBe(0);
    expect(told.filter(({ text }) => text.includes("host.cjs")).length).toBeGreaterThan(0);
    const traced = ["--tracing", `file:${workspace.root}/trace.json`, "--profiling", `${workspace.root}/profile`];
    const preview = await watched("a traced preview", ["preview", "--diff", ...loud, ...traced]);
    expect(preview.code, preview.output.slice(-3_000)).toBe(0);
    stack("adele@contoso.com, nobody@contoso.com");
    expect((await watched("a refused up", ["up", "--yes", "--skip-preview", ...loud])).code).not.toBe(0);
    const other = await workspace.run(["preview", "--stack", "contoso", ...loud], {
      env: { AZURE_CLIENT_SECRET: `${secret}-of-yesterday` },
    });
    expect(other.code).not.toBe(0);
    expect(other.output).toMatch(/signed-out|AADSTS7000215|sign/i);
    told.push({ where: "a sign-in that is refused", text: other.output });
    stack("adele@contoso.com");
    // The Go runtime says what every part of the engine was doing.
    const crashed = await watched("a crash", ["preview", ...loud], "SIGQUIT");
    expect(crashed.output).toContain("goroutine ");
    await workspace.run(["cancel", "--yes", "--stack", "contoso"]);

    const files = [workspace.root, workspace.state, workspace.home].flatMap(filesBelow);
    for (const expected of ["trace.json", "profile", "contoso.plan.json", "contoso.run.json", ".undo.", "history"])
      expect(
        files.some((file) => file.includes(expected)),
        expected,
      ).toBe(true);
    for (const file of files) told.push({ where: file, text: readFileSync(file, "latin1") });
    const spelled = [secret, passphrase].flatMap((one) => [
      one,
      encodeURIComponent(one),
      Buffer.from(one).toString("base64").replace(/=+$/, ""),
    ]);
    for (const { where, text } of told) {
      for (const one of spelled) expect(text.includes(one), `a secret in ${where}`).toBe(false);
      expect(token.exec(text)?.[0].slice(0, 20), `a token in ${where}`).toBeUndefined();
    }
  });
});
