import { describe, expect, it } from "vitest";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { describeProxy, readProxy, usesProxy } from "../../../src/graph/connect/proxy";

function read(env: Record<string, string>): ReturnType<typeof readProxy> {
  const problems: string[] = [];
  const proxy = readProxy(env, problems);
  expect(problems).toEqual([]);
  return proxy;
}

describe("the proxy of the environment", () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: " " }, undefined],
    [{ HTTPS_PROXY: "http://a:1", HTTP_PROXY: "http://b:2" }, "http://a:1"],
    [{ https_proxy: "http://a:1" }, "http://a:1"],
    [{ ALL_PROXY: "https://c:3", HTTP_PROXY: "http://b:2" }, "https://c:3"],
    [{ http_proxy: "http://b:2" }, "http://b:2"],
  ])("%o is %s", (env, url) => {
    expect(read(env)?.url).toBe(url);
  });

  it.each([
    ["", "https://graph.microsoft.com", true],
    ["", "https://127.0.0.1:8443", false],
    ["", "http://localhost:8080", false],
    ["", "http://[::1]:8080", false],
    ["", "http://169.254.169.254/metadata/identity/oauth2/token", false],
    ["*", "https://graph.microsoft.com", false],
    ["example.com, microsoft.com", "https://graph.microsoft.com", false],
    [".microsoft.com", "https://graph.microsoft.com", false],
    ["*.microsoft.com", "https://graph.microsoft.com", false],
    ["graph.microsoft.com:443", "https://graph.microsoft.com", false],
    ["graph.microsoft.com:444", "https://graph.microsoft.com", true],
    ["graph.microsoft.co", "https://graph.microsoft.com", true],
    ["soft.com", "https://graph.microsoft.com", true],
  ])("NO_PROXY=%s, %s: through the proxy %s", (noProxy, url, expected) => {
    expect(usesProxy(read({ HTTPS_PROXY: "http://proxy:1", NO_PROXY: noProxy }), new URL(url))).toBe(expected);
  });

  it("refuses what is no HTTP proxy, and shows no password", () => {
    for (const HTTPS_PROXY of ["socks5://me:hunter2@proxy:1", "me:hunter2@proxy:1", "proxy:8080"]) {
      const env = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s", HTTPS_PROXY };
      expect(() => readConnectionSettings(env)).toThrow(
        "HTTPS_PROXY is not the address of an HTTP proxy (http://HOST:PORT)",
      );
      expect(() => readConnectionSettings(env)).not.toThrow("hunter2");
    }
    expect(describeProxy({ url: "http://me:hunter2@proxy:1", noProxy: [] })).toBe("proxy:1");
  });

  it("is not needed for an emulated tenant without TLS", () => {
    expect(
      readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: "http://127.0.0.1:1", HTTPS_PROXY: "nonsense" }).proxy,
    ).toBeUndefined();
  });
});
