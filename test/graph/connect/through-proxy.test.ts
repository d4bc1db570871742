import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SignedInTenant, startSignedInTenant } from "../support/signed-in-tenant";

let tenant: SignedInTenant;
let tunnels: string[] = [];

/**
 * A company's proxy: it wants a password, and leads to the emulated tenant's own proxy, which knows Microsoft's hosts
 * only.
 */
const companyProxy = createServer((_, response) => response.writeHead(405).end());
const sockets = new Set<Socket>();
companyProxy.on("connect", (message, client: Socket) => {
  sockets.add(client);
  client.on("error", () => client.destroy());
  if (message.headers["proxy-authorization"] !== `Basic ${Buffer.from("me:p@ss").toString("base64")}`) {
    client.end("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n");
    return;
  }
  tunnels.push(message.url ?? "");
  const upstream = connect(Number(new URL(tenant.emulator.proxyUrl ?? "").port), "127.0.0.1", () => {
    upstream.write(`CONNECT ${message.url ?? ""} HTTP/1.1\r\nHost: ${message.url ?? ""}\r\n\r\n`);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on("error", () => client.destroy());
  client.on("close", () => upstream.destroy());
});

beforeAll(async () => {
  tenant = await startSignedInTenant("", 0);
  await new Promise<void>((resolve) => companyProxy.listen(0, "127.0.0.1", resolve));
}, 60_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  companyProxy.close();
  await tenant.stop();
});
beforeEach(() => {
  tunnels = [];
});

const proxyUrl = (user: string): string => `http://${user}127.0.0.1:${(companyProxy.address() as AddressInfo).port}`;
const secret = (): Record<string, string> => ({
  AZURE_TENANT_ID: tenant.tenantId,
  AZURE_CLIENT_ID: tenant.applications.writer.appId,
  AZURE_CLIENT_SECRET: tenant.applications.writer.secret,
});

describe("behind a proxy", () => {
  it("signs in, reads and writes through it, by Microsoft's host names, and uses tunnels to Graph again", async () => {
    expect(await tenant.signIn({ ...secret(), HTTPS_PROXY: proxyUrl("me:p%40ss@") })).toEqual(tenant.signedIn);
    // Eight requests; a second tunnel is begun where the first is not quite free yet.
    expect(tunnels.filter((host) => host === "graph.microsoft.com:443").length).toBeLessThanOrEqual(2);
    expect(new Set(tunnels)).toEqual(new Set(["login.microsoftonline.com:443", "graph.microsoft.com:443"]));
  });

  it("takes the emulated tenant's own proxy just so", async () => {
    expect(await tenant.signIn({ ...secret(), https_proxy: tenant.emulator.proxyUrl ?? "" })).toEqual(tenant.signedIn);
  });

  it("says what the proxy said, and not its password", async () => {
    const answer = await tenant.signIn({ ...secret(), HTTPS_PROXY: proxyUrl("me:hunter2@") });
    expect(answer).toMatchObject({
      failure: {
        name: "GraphFailure",
        message: expect.stringMatching(
          /the proxy wants another user or password \(407\).*Check that the proxy 127\.0\.0\.1:\d+ /,
        ) as string,
      },
    });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });

  it("reaches a tenant on this machine directly, sign-in included, whatever the environment says", async () => {
    expect(await tenant.signIn({ ...tenant.onLoopback, ...secret(), HTTPS_PROXY: "http://127.0.0.1:1" })).toEqual(
      tenant.signedIn,
    );
    expect(tunnels).toEqual([]);
  });
});
