import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { TokenSource } from "../../../src/graph/connect/token-source";

const begin = Date.now();
let folder: string;
let path: string | undefined;

/**
 * A stand-in for `az` that counts its starts in a file; each token says the how-manieth it is, and lives for an hour.
 */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "m365-az-"));
  path = process.env["PATH"];
  const count = join(folder, "count");
  writeFileSync(count, "");
  const answer =
    `{"accessToken":"token-$(wc -l < ${count} | tr -d ' ` +
    `')","expires_on":${Math.floor(begin / 1000) + 3600},"tokenType":"Bearer"}`;
  writeFileSync(join(folder, "az"), `#!/bin/sh\necho x >> ${count}\ncat <<END\n${answer}\nEND\n`);
  chmodSync(join(folder, "az"), 0o755);
  process.env["PATH"] = `${folder}:${path ?? ""}`;
});
afterEach(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform === "win32")("a source of tokens", () => {
  it("asks once for all that come at the same time, and again five minutes before the end", async () => {
    let now = begin;
    const tokens = new TokenSource(readConnectionSettings({ ARM_USE_CLI: "true" }), { now: () => now });
    expect(await Promise.all(Array.from({ length: 8 }, () => tokens.token()))).toEqual(
      Array.from({ length: 8 }, () => "token-1"),
    );
    now = begin + 54 * 60_000;
    expect(await tokens.token()).toBe("token-1");
    now = begin + 56 * 60_000;
    expect(await tokens.token()).toBe("token-2");
    expect(readFileSync(join(folder, "count"), "utf8")).toBe("x\nx\n");
  });
});
