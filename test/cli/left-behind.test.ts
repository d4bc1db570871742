import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processesWith } from "../../scripts/workspace/processes.mjs";
import { digestOfPlan } from "../../src/plan/basis/plan-digest";
import { renderJson } from "../../src/report/json/json";
import { planOf } from "../report/plans";

const root = join(__dirname, "../..");
const stackText = "tenant: contoso.onmicrosoft.com\nassignments: []\n";
let folder: string;
let sockets: Socket[];
let silent: Server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "left-behind-"));
  for (const part of ["stacks", "engine"]) mkdirSync(join(folder, part));
  for (const name of ["contoso", "fabrikam"]) writeFileSync(join(folder, `stacks/${name}.yaml`), stackText);
  sockets = [];
  silent = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  rmSync(folder, { recursive: true });
});

/**
 * An engine that has a plugin of its own, does the first stack at once, and works on everything else until it is told
 * to stop; it counts how often that is.
 */
function putEngine(patient = false): void {
  const plan = renderJson(planOf(), "contoso");
  writeFileSync(
    join(folder, "engine/pulumi"),
    `#!${process.execPath}
const { appendFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const args = process.argv.slice(2);
if (args[0] === "preview" && args.includes("contoso")) {
  writeFileSync(join(process.env.M365_LICENSES_REPORT_DIR, "contoso.plan.json"), ${JSON.stringify(plan)});
  process.exit(0);
}
const plugin = require("node:child_process").spawn("sleep", ["300"]);
let told = 0;
process.on("SIGINT", () => {
  appendFileSync(${JSON.stringify(join(folder, "told"))}, "SIGINT\\n");
  told += 1;
  if (${String(patient)} && told < 2) return;
  setTimeout(() => {
    plugin.kill();
    writeFileSync(join(process.env.M365_LICENSES_REPORT_DIR, "contoso.run.txt"), "Contoso: 3 done, 2 not sent\\n");
    console.log("error: " + args[0] + " canceled");
    process.exit(255);
  }, 300);
});
setInterval(() => undefined, 1000);
writeFileSync(${JSON.stringify(join(folder, "begun"))}, "");
`,
  );
  chmodSync(join(folder, "engine/pulumi"), 0o755);
}

interface Running {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
  /** As a terminal does it: to every process of the group. */
  readonly interrupt: () => void;
}

function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [join(root, "dist/src/cli/main.js"), ...args], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, M365_LICENSES_ENGINE_DIR: join(folder, "engine"), LEFT_BEHIND: folder, ...environment },
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (part: Buffer) => (said.out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said.err += part.toString()));
  return {
    child,
    said,
    ended: new Promise((resolve) => child.on("close", resolve)),
    interrupt: () => void process.kill(-(child.pid ?? 0), "SIGINT"),
  };
}

const patience = { timeout: 20_000 };
const until = (path: string): Promise<void> => expect.poll(() => existsSync(join(folder, path)), patience).toBe(true);
const nothingIsLeft = (): Promise<void> =>
  expect.poll(() => processesWith("LEFT_BEHIND", folder), patience).toEqual([]);
const told = (): string => readFileSync(join(folder, "told"), "utf8");

function putApproved(): string {
  const plan = planOf();
  writeFileSync(join(folder, "approved.json"), renderJson({ ...plan, digest: digestOfPlan(plan) }, "contoso"));
  return "approved.json";
}

describe.skipIf(process.platform !== "linux")("a command that is ended", { timeout: 60_000 }, () => {
  it("plan, by Ctrl-C: the engine is told once, and the command says what became of it", async () => {
    putEngine();
    const { said, ended, interrupt } = start(["plan"]);
    await until("begun");
    interrupt();
    expect(await ended).toBe(1);
    expect(told()).toBe("SIGINT\n");
    expect(said.err).toBe("Stopping: what is under way is waited for. Press Ctrl-C again to end it at once.\n");
    expect(said.out).toContain("fabrikam: failed\nerror: preview canceled\n");
    await nothingIsLeft();
  });

  it.each(["SIGTERM", "SIGHUP"] as const)("plan, by %s", async (signal) => {
    putEngine();
    const { child, ended } = start(["plan"]);
    await until("begun");
    child.kill(signal);
    expect(await ended).toBe(1);
    await nothingIsLeft();
  });

  it("plan, by a reader that has seen enough, which left an engine behind", async () => {
    putEngine();
    const { child, ended } = start(["plan", "contoso", "contoso", "fabrikam", "fabrikam"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await ended).toBe(0);
    await nothingIsLeft();
  });

  it("apply, by Ctrl-C: what was done until then is told", async () => {
    putEngine();
    const { said, ended, interrupt } = start(["apply", "--approved", putApproved()]);
    await until("begun");
    interrupt();
    expect(await ended).toBe(1);
    expect(told()).toBe("SIGINT\n");
    expect(said.out).toBe("Contoso: 3 done, 2 not sent\n");
    expect(said.err).toContain("contoso: the run failed\nerror: up canceled\n");
    await nothingIsLeft();
  });

  it("apply, by Ctrl-C twice: the engine is told twice", async () => {
    putEngine(true);
    const { ended, interrupt } = start(["apply", "--approved", putApproved()]);
    await until("begun");
    interrupt();
    await until("told");
    interrupt();
    expect(await ended).toBe(1);
    expect(told()).toBe("SIGINT\nSIGINT\n");
    await nothingIsLeft();
  });

  it("skus, by Ctrl-C, where Graph does not answer", async () => {
    const { port } = silent.address() as AddressInfo;
    const { said, ended, interrupt } = start(["skus"], { M365_LICENSES_GRAPH_ENDPOINT: `http://127.0.0.1:${port}` });
    await expect.poll(() => sockets.length, patience).toBeGreaterThan(0);
    interrupt();
    expect(await ended).toBe(1);
    expect(said.err).toBe("Error: Reading the tenant was stopped. Run again.\n");
    await nothingIsLeft();
  });

  it("the emulator, by Ctrl-C: it says that it has stopped", async () => {
    writeFileSync(join(folder, "tenant.yaml"), "verifiedDomains: [contoso.onmicrosoft.com]\n");
    const { said, ended, interrupt } = start(["emulator", "tenant.yaml"]);
    await expect.poll(() => said.out, patience).toContain("Graph:");
    interrupt();
    expect(await ended).toBe(0);
    expect(said.err).toBe("Stopped. What was changed in the emulated tenant is gone.\n");
    await nothingIsLeft();
  });
});
