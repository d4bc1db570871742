import { describe, expect, it } from "vitest";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";

const application = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" };

describe("connection settings", () => {
  it("need nothing for an emulated tenant on this machine", () => {
    expect(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: "http://127.0.0.1:4000" })).toMatchObject({
      endpoint: "http://127.0.0.1:4000",
      credential: { kind: "static" },
    });
    expect(
      readConnectionSettings({
        M365_LICENSES_GRAPH_ENDPOINT: "http://localhost:4000/",
        M365_LICENSES_EMULATOR_TOKEN: "x",
      }).credential,
    ).toEqual({ kind: "static", token: "x" });
    expect(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: "https://[::1]:4000" }).endpoint).toBe(
      "https://[::1]:4000",
    );
  });

  it("never send a real credential to a loopback address without TLS", () => {
    expect(
      readConnectionSettings({
        ...application,
        AZURE_CLIENT_SECRET: "s",
        M365_LICENSES_GRAPH_ENDPOINT: "http://127.0.0.1:4000",
      }).credential.kind,
    ).toBe("static");
  });

  it.each([
    "http://10.0.0.1:4000",
    "https://graph.microsoft.com.evil.example",
    "https://graph.microsoft.us",
    "http://127.0.0.1.evil.example",
    "http://user:word@127.0.0.1:4000",
    "http://127.0.0.1:4000/v1.0",
    "ftp://127.0.0.1",
    "http://graph.microsoft.com",
    "not a url",
  ])("refuse the endpoint %s", (endpoint) => {
    expect(() =>
      readConnectionSettings({ ...application, AZURE_CLIENT_SECRET: "s", M365_LICENSES_GRAPH_ENDPOINT: endpoint }),
    ).toThrow(/a token goes only to https:\/\/graph\.microsoft\.com/);
  });

  it.each([
    ["global", "https://graph.microsoft.com", "https://login.microsoftonline.com"],
    ["usgov-l4", "https://graph.microsoft.us", "https://login.microsoftonline.us"],
    ["usgov-l5", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
    ["china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
  ])("know the hosts of %s", (cloud, graph, authority) => {
    expect(
      readConnectionSettings({ ...application, AZURE_CLIENT_SECRET: "s", M365_LICENSES_CLOUD: cloud }),
    ).toMatchObject({ cloud, endpoint: graph, scope: `${graph}/.default`, authority });
  });

  it("take the cloud from ARM_ENVIRONMENT too, and refuse one that they do not know", () => {
    expect(
      readConnectionSettings({ ...application, AZURE_CLIENT_SECRET: "s", ARM_ENVIRONMENT: "usgovernment" }).cloud,
    ).toBe("usgov-l4");
    expect(() => readConnectionSettings({ M365_LICENSES_CLOUD: "moon" })).toThrow(/"moon", which is none of/);
  });

  it("refuse a sign-in host that is not the cloud's", () => {
    expect(() =>
      readConnectionSettings({
        ...application,
        AZURE_CLIENT_SECRET: "s",
        AZURE_AUTHORITY_HOST: "https://login.example",
      }),
    ).toThrow(/AZURE_AUTHORITY_HOST/);
    expect(() =>
      readConnectionSettings({ ...application, AZURE_CLIENT_SECRET: "s", AZURE_AUTHORITY_HOST: "https://127.0.0.1:1" }),
    ).toThrow(/AZURE_AUTHORITY_HOST/);
    expect(
      readConnectionSettings({
        ...application,
        AZURE_CLIENT_SECRET: "s",
        AZURE_AUTHORITY_HOST: "https://localhost:1",
        M365_LICENSES_GRAPH_ENDPOINT: "https://localhost:2",
      }).credential.kind,
    ).toBe("clientSecret");
  });

  it.each([
    [
      "a secret",
      { ...application, AZURE_CLIENT_SECRET: "s" },
      { kind: "clientSecret", tenantId: "t", clientId: "c", secret: "s" },
    ],
    [
      "a secret, ARM names",
      { ARM_TENANT_ID: "t", ARM_CLIENT_ID: "c", ARM_CLIENT_SECRET: "s" },
      { kind: "clientSecret", tenantId: "t", clientId: "c", secret: "s" },
    ],
    [
      "a certificate",
      { ...application, AZURE_CLIENT_CERTIFICATE_PATH: "/c.pem", ARM_CLIENT_CERTIFICATE_PASSWORD: "p" },
      { kind: "certificate", tenantId: "t", clientId: "c", path: "/c.pem", password: "p" },
    ],
    [
      "a token file",
      { ...application, AZURE_FEDERATED_TOKEN_FILE: "/t" },
      { kind: "federated", tenantId: "t", clientId: "c", assertion: { kind: "file", path: "/t" } },
    ],
    [
      "GitHub",
      { ...application, ACTIONS_ID_TOKEN_REQUEST_URL: "https://u", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "r" },
      {
        kind: "federated",
        tenantId: "t",
        clientId: "c",
        assertion: { kind: "github", requestUrl: "https://u", requestToken: "r" },
      },
    ],
    [
      "Azure DevOps",
      { ...application, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "sc", SYSTEM_ACCESSTOKEN: "r" },
      {
        kind: "federated",
        tenantId: "t",
        clientId: "c",
        assertion: { kind: "azurePipelines", serviceConnectionId: "sc", systemAccessToken: "r" },
      },
    ],
    [
      "GitLab",
      { ...application, ARM_OIDC_TOKEN: "j" },
      { kind: "federated", tenantId: "t", clientId: "c", assertion: { kind: "value", token: "j" } },
    ],
    [
      "federation before a secret where it is asked for",
      { ...application, AZURE_CLIENT_SECRET: "s", ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: "j" },
      { kind: "federated", tenantId: "t", clientId: "c", assertion: { kind: "value", token: "j" } },
    ],
    ["a managed identity", { ARM_USE_MSI: "true", ARM_CLIENT_ID: "c" }, { kind: "managedIdentity", clientId: "c" }],
    ["the managed identity of a host", { IDENTITY_ENDPOINT: "http://169.254.0.1" }, { kind: "managedIdentity" }],
    ["the Azure CLI", { AZURE_TENANT_ID: "t" }, { kind: "azureCli", tenantId: "t" }],
  ])("choose %s", (_, env, credential) => {
    expect(readConnectionSettings(env).credential).toEqual(credential);
  });

  it("name everything that is missing at once, and no secret", () => {
    expect(() =>
      readConnectionSettings({
        AZURE_CLIENT_ID: "c",
        M365_LICENSES_GRAPH_ENDPOINT: "http://example.com",
        AZURE_CLIENT_CERTIFICATE_PASSWORD: "hunter2",
      }),
    ).toThrow(/a token goes only to.*nothing to prove it with.*AZURE_TENANT_ID \(or ARM_TENANT_ID\) is not set/);
    try {
      readConnectionSettings({ AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "hunter2" });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify([String(error), error])).not.toContain("hunter2");
    }
  });
});
