import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CloudName, clouds, hostsOf } from "../../../emulator/src/server/hosts";
import { type SignedInTenant, startSignedInTenant } from "../support/signed-in-tenant";

/** An address of this machine that nobody else uses, for the port that https:// means. */
const address = `127.${20 + (process.pid % 200)}.${Math.floor(process.pid / 200) % 250}.2`;
const sockets = new Set<Socket>();
let front: Server | undefined;
let tenant: SignedInTenant | undefined;

/** Brings what arrives at an address's port 443 to the emulated tenant, as it is: TLS goes from end to end. */
async function listenInFront(port: number): Promise<Server> {
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(443, address, resolve);
  });
  return server;
}

/** Only the administrator of a machine may listen on this port, on most. */
let mayListen = true;
beforeAll(async () => {
  try {
    (await listenInFront(1)).close();
  } catch {
    mayListen = false;
  }
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  front?.close();
  await tenant?.stop();
});

/** Signs in to a tenant of one cloud, from a process that finds the names of that cloud alone. */
async function signInTo(cloud: CloudName, env: Readonly<Record<string, string>>) {
  tenant = await startSignedInTenant("", undefined, cloud);
  front = await listenInFront(Number(new URL(tenant.emulator.url).port));
  const asked = join(tenant.applications.folder, "asked.txt");
  writeFileSync(asked, "");
  const printed = await tenant.signIn({
    AZURE_TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: tenant.applications.writer.appId,
    AZURE_CLIENT_SECRET: tenant.applications.writer.secret,
    NODE_OPTIONS: `--require ${join(__dirname, "resolver.cjs")}`,
    NAMES: hostsOf(clouds[cloud]).join(","),
    ADDRESS: address,
    ASKED: asked,
    ...env,
  });
  const names = [...new Set(readFileSync(asked, "utf8").split("\n").filter(Boolean))].sort();
  rmSync(asked);
  return { printed, names, signedIn: tenant.signedIn };
}

describe("a cloud by its own names", { timeout: 120_000 }, () => {
  beforeEach((context) => context.skip(!mayListen, "nobody may listen on port 443 here"));

  it.each<[CloudName, readonly string[]]>([
    ["global", ["graph.microsoft.com", "login.microsoftonline.com"]],
    ["usgov-l4", ["graph.microsoft.us", "login.microsoftonline.us"]],
    ["usgov-l5", ["dod-graph.microsoft.us", "login.microsoftonline.us"]],
    // What Microsoft's own sign-in library makes of login.chinacloudapi.cn.
    ["china", ["login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"]],
  ])("%s signs in, reads and writes, and asks nobody else for anything", async (cloud, expected) => {
    const { printed, names, signedIn } = await signInTo(cloud, { M365_LICENSES_CLOUD: cloud });
    expect(printed).toEqual(signedIn);
    expect(names).toEqual(expected);
  });

  it("is another cloud's stranger: the sign-in is looked for at the chosen cloud alone", async () => {
    const { printed, names } = await signInTo("usgov-l4", { M365_LICENSES_CLOUD: "china" });
    expect(printed).toMatchObject({ failure: { name: "GraphFailure" } });
    expect(names.filter((name) => !name.endsWith(".cn"))).toEqual([]);
  });

  it("gives no token for another cloud's Graph", async () => {
    tenant = await startSignedInTenant("", undefined, "usgov-l4");
    const answer = await tenant.signIn({
      ...tenant.onLoopback,
      AZURE_TENANT_ID: tenant.tenantId,
      AZURE_CLIENT_ID: tenant.applications.writer.appId,
      AZURE_CLIENT_SECRET: tenant.applications.writer.secret,
      M365_LICENSES_CLOUD: "china",
    });
    expect(answer).toMatchObject({ failure: { message: expect.stringContaining("AADSTS500011") as string } });
  });
});
