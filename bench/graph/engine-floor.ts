import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../table";
import { nameOf } from "./tenants";
import { type Finished, type Workspace, createWorkspace, repositoryRoot } from "./workspace";

interface Served {
  readonly url: string;
  readonly stop: () => void;
}

export async function serveTenant(
  people: number,
  held: readonly string[],
  where: "near" | "far" = "near",
): Promise<Served> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--require", "tsx/cjs", join(__dirname, "serve-tenant.ts"), String(people), where, ...held],
    { stdio: ["pipe", "pipe", "inherit"], cwd: repositoryRoot },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (text: Buffer) => resolve(text.toString("utf8").trim()));
    child.once("exit", () => reject(new Error("the emulated tenant ended before it was there")));
  });
  return { url, stop: () => child.stdin?.end() };
}

/** The same engine, language host and backend, and a program that registers nothing. */
function createEmptyProject(program: string): Promise<Workspace> {
  return createWorkspace({}, (root) => {
    writeFileSync(
      join(root, "Pulumi.yaml"),
      "name: empty\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\noptions: { " +
        "refresh: always }\n",
    );
    writeFileSync(join(root, "package.json"), '{ "name": "empty", "dependencies": { "@pulumi/pulumi": "*" } }\n');
    writeFileSync(join(root, "index.js"), program);
    symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"), "junction");
  });
}

async function createLicensedProject(people: number, url: string): Promise<Workspace> {
  const workspace = await createWorkspace({ M365_LICENSES_GRAPH_ENDPOINT: url });
  workspace.write(
    "stacks/lists/everybody.txt",
    `${Array.from({ length: people }, (_, index) => nameOf(index)).join("\n")}\n`,
  );
  workspace.write(
    "stacks/bench.yaml",
    "tenant: contoso.com\nassignments:\n  - name: everybody\n    licenses: [ENTERPRISEPACK]\n    usersFrom: " +
      "lists/everybody.txt\n",
  );
  return workspace;
}

/** Seconds of `pulumi <args>`, and the most memory that its dynamic provider had, in MB. */
async function measure(
  workspace: Workspace,
  args: readonly string[],
): Promise<{ readonly seconds: number; readonly megabytes: number; readonly finished: Finished }> {
  let peak = 0;
  const watch = setInterval(() => {
    for (const pid of workspace.processes()) peak = Math.max(peak, providerMemory(pid));
  }, 25);
  const begin = performance.now();
  const finished = await workspace.run(args);
  clearInterval(watch);
  return { seconds: (performance.now() - begin) / 1000, megabytes: peak, finished };
}

/** The high-water mark of a process, if it is the one that hosts the dynamic provider. */
function providerMemory(pid: number): number {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dynamic-provider")) return 0;
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function must(workspace: Workspace, args: readonly string[]): Promise<void> {
  const finished = await workspace.run(args);
  if (finished.code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${finished.output.slice(-2000)}`);
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly complaint: string;
}

/** The best time and the most memory of previews; what is wrong with one is said. */
function summarize(previews: readonly Awaited<ReturnType<typeof measure>>[]): Measured {
  const failed = previews.find((preview) => preview.finished.code !== 0);
  return {
    seconds: Math.min(...previews.map((preview) => preview.seconds)),
    megabytes: Math.max(...previews.map((preview) => preview.megabytes)),
    complaint: failed === undefined ? "" : failed.finished.output.slice(-300),
  };
}

interface PreviewBench {
  readonly people: number;
  /** The ratio at most. */
  readonly limit: number;
  /** The same, of a preview right after an `up` that changed everybody. */
  readonly afterAll: number;
  /** How often each is measured. */
  readonly times: number;
}

/**
 * A preview without changes, refresh included, against the same command with an empty program: one that only imports
 * the SDK, as every program of Pulumi does. A file of no bytes, which does not even load the SDK, is noted beside it.
 * The best of `times` each, taking turns.
 *
 * The first `up` here changes everybody, the second nobody: what the state holds of the first is measured as well.
 */
export async function benchPreview({ people, limit, afterAll, times }: PreviewBench): Promise<readonly Row[]> {
  const tenant = await serveTenant(people, []);
  const empty = await createEmptyProject('const pulumi = require("@pulumi/pulumi");\n');
  const nothing = await createEmptyProject("");
  const licensed = await createLicensedProject(people, tenant.url);
  const workspaces = [empty, nothing, licensed];
  try {
    for (const workspace of workspaces) await must(workspace, ["stack", "init", "bench"]);
    for (const workspace of workspaces) await must(workspace, ["up", "--yes", "--skip-preview"]);
    const preview = (): ReturnType<typeof measure> => measure(licensed, ["preview", "--expect-no-changes"]);
    await measure(empty, ["preview"]);
    const first = summarize([await preview(), await preview()]);
    await must(licensed, ["up", "--yes", "--skip-preview"]);
    const floors: number[] = [];
    const zeros: number[] = [];
    const previews: Awaited<ReturnType<typeof measure>>[] = [];
    for (let time = 0; time < times; time += 1) {
      floors.push((await measure(empty, ["preview"])).seconds);
      zeros.push((await measure(nothing, ["preview"])).seconds);
      previews.push(await preview());
    }
    const floor = Math.min(...floors);
    const zero = Math.min(...zeros);
    const later = summarize(previews);
    const time = (what: string, { seconds, complaint }: Measured, against: string, least: number): Row => ({
      what,
      figure: `${seconds.toFixed(1)} s, ${against} ${least.toFixed(1)} s`,
      ratio: seconds / least,
      complaint,
    });
    const memory = (what: string, { megabytes, complaint }: Measured): Row => ({
      what,
      figure: `${megabytes.toFixed(0)} MB of 600 MB`,
      ratio: megabytes / 600,
      limit: 1,
      complaint,
    });
    return [
      { ...time(`preview without changes, ${people} people`, later, "empty program", floor), limit },
      time("the same, against a file of no bytes", later, "no bytes", zero),
      { ...time("the same after an up that changed everybody", first, "empty program", floor), limit: afterAll },
      memory(`memory of the provider, ${people} people`, later),
      memory("the same after an up that changed everybody", first),
    ];
  } finally {
    for (const workspace of workspaces) await workspace.dispose();
    tenant.stop();
  }
}
