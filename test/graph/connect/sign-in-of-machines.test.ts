import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SignedInTenant, startSignedInTenant } from "../support/signed-in-tenant";

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

let tenant: SignedInTenant;
let token: string;
let asked: Asked[] = [];

/** What App Service, Functions and Container Apps give to a program that has a managed identity. */
const appService = createServer((message, response) => {
  asked.push({
    method: message.method ?? "",
    url: new URL(message.url ?? "/", "http://127.0.0.1"),
    headers: message.headers,
  });
  const isKnown = message.headers["x-identity-header"] === "of-this-machine";
  const answer = {
    access_token: token,
    expires_on: String(Math.floor(Date.now() / 1000) + 3600),
    resource: "https://graph.microsoft.com",
    token_type: "Bearer",
    client_id: "somebody",
  };
  response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
  response.end(JSON.stringify(isKnown ? answer : { statusCode: 401, message: "the header is wrong" }));
});
let azureDevOps: ReturnType<typeof createTlsServer>;

const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port;
const listen = (server: ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>): Promise<void> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

beforeAll(async () => {
  const altNames = [{ type: 7 as const, ip: "127.0.0.1" }];
  const certificate = await generate([{ name: "commonName", value: "an Azure DevOps organisation" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames }],
  });
  tenant = await startSignedInTenant(certificate.cert);
  token = await tenant.issueToken();
  azureDevOps = createTlsServer({ key: certificate.private, cert: certificate.cert }, (message, response) => {
    asked.push({
      method: message.method ?? "",
      url: new URL(message.url ?? "/", "https://127.0.0.1"),
      headers: message.headers,
    });
    const isKnown = message.headers.authorization === "Bearer of-the-pipeline";
    response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
    response.end(
      JSON.stringify(isKnown ? { oidcToken: tenant.applications.federatedToken } : { message: "no access" }),
    );
  });
  await listen(appService);
  await listen(azureDevOps);
}, 60_000);
afterAll(async () => {
  appService.close();
  azureDevOps.close();
  await tenant.stop();
});
beforeEach(() => {
  asked = [];
});

function signIn(env: Readonly<Record<string, string>>): Promise<unknown> {
  return tenant.signIn({ ...tenant.onLoopback, ...env });
}

describe("signing in with a managed identity of App Service", () => {
  const machine = (): Record<string, string> => ({
    ARM_USE_MSI: "true",
    IDENTITY_ENDPOINT: `http://127.0.0.1:${portOf(appService)}/msi/token`,
    IDENTITY_HEADER: "of-this-machine",
  });

  it("asks the machine for a token for Graph", async () => {
    expect(await signIn(machine())).toEqual(tenant.signedIn);
    expect(
      asked.map(({ url }) => [url.pathname, url.searchParams.get("resource"), url.searchParams.get("client_id")]),
    ).toEqual([["/msi/token", "https://graph.microsoft.com", null]]);
  });

  it("asks for the identity that AZURE_CLIENT_ID names", async () => {
    expect(await signIn({ ...machine(), AZURE_CLIENT_ID: tenant.applications.writer.appId })).toEqual(tenant.signedIn);
    expect(asked[0]?.url.searchParams.get("client_id")).toBe(tenant.applications.writer.appId);
  });

  it("does not ask through a proxy", async () => {
    expect(await signIn({ ...machine(), HTTPS_PROXY: "http://127.0.0.1:1" })).toEqual(tenant.signedIn);
  });

  it("says so where the machine refuses, without the header's value", async () => {
    const answer = await signIn({ ...machine(), IDENTITY_HEADER: "hunter2" });
    expect(answer).toMatchObject({
      failure: {
        code: "signed-out",
        message: expect.stringContaining("Check that this machine has a managed identity") as string,
      },
    });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });
});

describe("signing in with the service connection of an Azure pipeline", () => {
  const pipeline = (): Record<string, string> => ({
    AZURE_TENANT_ID: tenant.tenantId,
    AZURE_CLIENT_ID: tenant.applications.writer.appId,
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "11111111-2222-4333-8444-555555555555",
    SYSTEM_ACCESSTOKEN: "of-the-pipeline",
    SYSTEM_OIDCREQUESTURI:
      `https://127.0.0.1:${portOf(azureDevOps)}/contoso/_apis/distributedtask/hubs/build` + "/plans/1/jobs/1/oidctoken",
  });

  it("has the pipeline's id token exchanged for one of Graph", async () => {
    expect(await signIn(pipeline())).toEqual(tenant.signedIn);
    // The library asks more than once for one sign-in.
    const questions = new Set(
      asked.map(({ method, url }) => `${method} ${url.pathname} ${url.searchParams.get("serviceConnectionId") ?? ""}`),
    );
    expect([...questions]).toEqual([
      "POST /contoso/_apis/distributedtask/hubs/build/plans/1/jobs/1/oidctoken 11111111-2222-4333-8444-555555555555",
    ]);
  });

  it("says so where the pipeline gives no token, without its access token", async () => {
    const answer = await signIn({ ...pipeline(), SYSTEM_ACCESSTOKEN: "hunter2" });
    expect(answer).toMatchObject({
      failure: { code: "signed-out", message: expect.stringContaining("oidcToken field not detected") as string },
    });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });
});

describe.skipIf(process.platform === "win32")("signing in with the Azure CLI", () => {
  /** A program of that name, first on PATH. */
  const cli = (name: string, script: string): Record<string, string> => {
    const folder = join(tenant.applications.folder, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "az"), `#!/bin/sh\necho "$@" >> ${join(folder, "asked")}\n${script}\n`);
    chmodSync(join(folder, "az"), 0o755);
    return { ARM_USE_CLI: "true", PATH: `${folder}:${process.env["PATH"] ?? ""}` };
  };

  it("asks it once for a token of the tenant", async () => {
    const answer = JSON.stringify({
      accessToken: token,
      expiresOn: "2099-01-01 00:00:00.000000",
      expires_on: Math.floor(Date.now() / 1000) + 3600,
      tenant: tenant.tenantId,
      tokenType: "Bearer",
    });
    const env = cli("signed-in", `echo '${answer}'`);
    expect(await signIn({ ...env, AZURE_TENANT_ID: tenant.tenantId })).toEqual(tenant.signedIn);
    expect(readFileSync(join(tenant.applications.folder, "signed-in", "asked"), "utf8")).toBe(
      `account get-access-token --output json --resource https://graph.microsoft.com --tenant ${tenant.tenantId}\n`,
    );
  });

  it("says `az login` where nobody is signed in, and where there is no CLI", async () => {
    const signedOut = await signIn(
      cli("signed-out", "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1"),
    );
    expect(signedOut).toMatchObject({
      failure: { code: "signed-out", message: expect.stringContaining("Run `az login`") as string },
    });
    const missing = await signIn({ ARM_USE_CLI: "true", PATH: dirname(process.execPath) });
    expect(missing).toMatchObject({
      failure: {
        code: "signed-out",
        message: expect.stringMatching(/Azure CLI could not be found.*Run `az login`/) as string,
      },
    });
  });
});
