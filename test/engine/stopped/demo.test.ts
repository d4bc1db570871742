import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processesWith } from "../../../scripts/workspace/processes.mjs";
import { engineFolder, repositoryRoot } from "../../support/engine";

const patience = { timeout: 60_000, interval: 200 };

interface Demo {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
  readonly left: () => readonly number[];
}

/** In a process group of its own, as a terminal has it, and told from everything else by a mark in its environment. */
async function startDemo(): Promise<Demo> {
  const mark = randomUUID();
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts/demo.mjs")], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, M365_LICENSES_ENGINE_DIR: await engineFolder(), LEFT_BEHIND: mark },
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (part: Buffer) => (said.out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said.err += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { child, said, ended, left: () => processesWith("LEFT_BEHIND", mark) };
}

describe.skipIf(process.platform !== "linux")("the demo, of which a tenant and an engine stayed behind", () => {
  it("ends everything with a reader that has seen enough (`npm run demo | head`)", async () => {
    const { child, said, ended, left } = await startDemo();
    await expect.poll(() => said.out, patience).toContain("$ pulumi preview");
    child.stdout?.destroy();
    expect(await ended).toBe(0);
    await expect.poll(left, patience).toEqual([]);
  });

  it("ends everything on Ctrl-C, and says so", async () => {
    const { child, said, ended, left } = await startDemo();
    await expect.poll(() => said.out, patience).toContain("$ pulumi preview");
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await ended).toBe(130);
    expect(said.err).toContain("The demo is being stopped: its engine and its tenant end with it.\n");
    await expect.poll(left, patience).toEqual([]);
  });
});
