import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { within } from "../../../src/graph/connect/bounded";
import type { ConnectionSettings } from "../../../src/graph/connect/connection-settings";
import type { CredentialSettings } from "../../../src/graph/connect/credential-settings";
import { createGraphHttp } from "../../../src/graph/connect/graph-http";
import { TokenSource } from "../../../src/graph/connect/token-source";

let server: Server;
let folder: string;
let sockets: Socket[];
let port: number;
const path = process.env["PATH"];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "m365-hang-"));
  sockets = [];
  // Takes every connection, and never says a word.
  server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true });
});

const app = { tenantId: "84841066-274d-4ec0-a5c1-276be684bdd3", clientId: "11111111-2222-3333-4444-555555555555" };
const settingsOf = (credential: CredentialSettings): ConnectionSettings => ({
  cloud: "global",
  endpoint: `https://127.0.0.1:${port}`,
  scope: "https://graph.microsoft.com/.default",
  authority: `https://127.0.0.1:${port}`,
  credential,
});
const ways: readonly (() => CredentialSettings)[] = [
  () => ({ kind: "clientSecret", ...app, secret: "canary" }),
  () => ({ kind: "federated", ...app, assertion: { kind: "value", token: "canary" } }),
  () => ({
    kind: "federated",
    ...app,
    assertion: { kind: "github", requestUrl: `http://127.0.0.1:${port}/`, requestToken: "canary" },
  }),
  () => ({ kind: "azureCli" }),
];

describe("a sign-in that is never answered, which a run waited for without end", () => {
  it.each(ways.map((way) => [way().kind, way] as const))("ends a run with %s, and says so", async (kind, way) => {
    writeFileSync(join(folder, "az"), "#!/bin/sh\nexec sleep 3\n");
    chmodSync(join(folder, "az"), 0o755);
    process.env["PATH"] = `${folder}:${path ?? ""}`;
    const tokens = new TokenSource(settingsOf(way()), { signInPatience: 1000 });
    await expect(tokens.token()).rejects.toMatchObject({
      code: "signed-out",
      fact: `Signing in at https://127.0.0.1:${port} (${kind}) failed: no answer within 1 s`,
      remedy: "Check the network, and set HTTPS_PROXY where it has a proxy.",
    });
  });

  it("does not keep a run that was stopped", async () => {
    const tokens = new TokenSource(settingsOf({ kind: "clientSecret", ...app, secret: "canary" }));
    const stopper = new AbortController();
    const http = createGraphHttp(settingsOf({ kind: "static", token: "t" }), () => tokens.token());
    const answer = http.send({ method: "GET", path: "/organization" }, stopper.signal);
    stopper.abort();
    expect(await answer).toEqual({ kind: "broken", reason: "the run was stopped" });
  });
});

describe("a wait with a bound", () => {
  it("hands on what was waited for, and what went wrong", async () => {
    const bound = { milliseconds: 60_000, what: "it" };
    expect(await within(bound, () => Promise.resolve(5))).toBe(5);
    await expect(within(bound, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("tells who is asked that nobody waits any more", async () => {
    let told = false;
    const hanging = (signal: AbortSignal): Promise<never> =>
      new Promise(() => signal.addEventListener("abort", () => (told = true)));
    await expect(within({ milliseconds: 10, what: "it" }, hanging)).rejects.toThrow("no answer within 0 s");
    expect(told).toBe(true);
  });
});
