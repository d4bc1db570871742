import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandLine } from "../command-line";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-"));
  mkdirSync(join(folder, "engine"));
  engineThat("exit 255");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: licences\nruntime: nodejs\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

function engineThat(does: string): void {
  writeFileSync(join(folder, "engine/pulumi"), `#!/bin/sh\n${does}\n`);
  chmodSync(join(folder, "engine/pulumi"), 0o755);
}

/** What is said of the engine, whose own words go past us. */
async function said(environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const here = { M365_LICENSES_ENGINE_DIR: join(folder, "engine"), HOME: folder, ...environment };
  return (await commandLine(["pulumi", "preview"], { folder, environment: here })).err;
}

describe("the engine that is passed on", () => {
  it("fails without a state: it is said how to name one", async () => {
    expect(await said()).toMatch(/^Say where the state is: set PULUMI_BACKEND_URL/);
  });

  it("fails for another reason, and says so itself: nothing is added where something names the state", async () => {
    expect(await said({ PULUMI_BACKEND_URL: "file:///state" })).toBe("");
    expect(await said({ PULUMI_ACCESS_TOKEN: "token" })).toBe("");
    mkdirSync(join(folder, "home"));
    writeFileSync(join(folder, "home/credentials.json"), "{}");
    expect(await said({ PULUMI_HOME: join(folder, "home") })).toBe("");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: licences\nbackend:\n  url: file:///state\n");
    expect(await said()).toBe("");
  });

  it("does what it is asked", async () => {
    engineThat("exit 0");
    expect(await said()).toBe("");
  });
});
