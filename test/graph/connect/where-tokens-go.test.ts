import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { createGraphHttp } from "../../../src/graph/connect/graph-http";

const credential = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "canary" };
const graph = "https://graph.microsoft.com";

/** Spellings of somewhere else, or of what only looks like Graph. */
const elsewhere = [
  "https://graph.microsoft.com.evil.example",
  "https://graph.microsoft.com:443.evil.example",
  "https://graph.microsoft.com@evil.example",
  "https://graph.microsoft.com:x@evil.example",
  "https://evil.example/https://graph.microsoft.com",
  "https://evil.example#graph.microsoft.com",
  "https://evil.example?graph.microsoft.com",
  "https://evil.example\\graph.microsoft.com",
  "https://evil.example/.graph.microsoft.com",
  "https://graph.microsoft.com%2eevil.example",
  "https://graph.microsoft.com%00.evil.example",
  "https://graph.microsoft.com。evil.example",
  "https://graph-microsoft.com",
  "https://gra\u0440h.microsoft.com",
  "https://grаph.microsoft.com",
  "https://graph.microsoft.com.",
  "https://graph.microsoft.com:8443",
  "https://graph.microsoft.us",
  "https://microsoftgraph.chinacloudapi.cn",
  "http://graph.microsoft.com",
  "ftp://graph.microsoft.com",
  "ws://graph.microsoft.com",
  "file:///graph.microsoft.com",
  "javascript:https://graph.microsoft.com",
  "//evil.example",
  "evil.example",
  "https:evil.example",
  "https:///evil.example",
  "http://10.0.0.1:4000",
  "http://169.254.169.254",
  "http://0.0.0.0:4000",
  "http://[::]:4000",
  "http://[::ffff:10.0.0.1]:4000",
  "http://128.0.0.1:4000",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://evil.localhost.example",
  "http://user:word@127.0.0.1:4000",
  "http://127.0.0.1:4000@evil.example",
  "http://127.0.0.1:4000/v1.0",
  "http://127.0.0.1:4000/?to=evil.example",
  "http://127.0.0.1:4000/#evil.example",
  "https://graph.microsoft.com/v1.0/../../evil",
];

const authorities = [
  "https://login.microsoftonline.com.evil.example",
  "https://login.microsoftonline.com@evil.example",
  "https://login.microsoftonline.com:8443",
  "http://login.microsoftonline.com",
  "https://login.microsoftonline.us",
  "https://evil.example/login.microsoftonline.com",
  "https://login.microsoftonlıne.com",
  "https://127.0.0.1:4000",
  "login.evil.example",
];

describe("a credential of a real tenant", () => {
  it.each(elsewhere)("is shown to nobody at %j", (endpoint) => {
    const read = () => readConnectionSettings({ ...credential, M365_LICENSES_GRAPH_ENDPOINT: endpoint });
    expect(read).toThrow(/a token goes only to https:\/\/graph\.microsoft\.com or to an emulated tenant/);
    expect(read).not.toThrow(/canary|user:word/);
  });

  it.each(authorities)("is shown to no sign-in host at %j", (authority) => {
    const read = () => readConnectionSettings({ ...credential, AZURE_AUTHORITY_HOST: authority });
    expect(read).toThrow(/AZURE_AUTHORITY_HOST is .* the sign-in host of the chosen cloud is/);
    expect(read).not.toThrow(/canary/);
  });

  it("has 43 spellings of endpoints and 9 of sign-in hosts to withstand", () => {
    expect([new Set(elsewhere).size, new Set(authorities).size]).toEqual([43, 9]);
  });

  it.each([graph, `${graph}/`, ` ${graph} `, "https://GRAPH.microsoft.com:443"])("goes to %j", (endpoint) =>
    expect(readConnectionSettings({ ...credential, M365_LICENSES_GRAPH_ENDPOINT: endpoint }).endpoint).toBe(graph),
  );

  it("shows an endpoint with the path for which it is refused", () =>
    expect(() =>
      readConnectionSettings({ ...credential, M365_LICENSES_GRAPH_ENDPOINT: "http://u:p@127.0.0.1:4000/v1.0?x=y" }),
    ).toThrow('M365_LICENSES_GRAPH_ENDPOINT is "http://127.0.0.1:4000/v1.0"'));
});

describe("a token", () => {
  let servers: Server[];
  let asked: string[];
  const serve = async (answer: (path: string) => Readonly<Record<string, string>>): Promise<string> => {
    const server = createServer((message, response) => {
      asked.push(`${message.headers.host ?? ""} ${message.headers.authorization ?? ""}`);
      const headers = answer(message.url ?? "");
      response.writeHead("location" in headers ? 307 : 200, headers).end("{}");
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  beforeEach(() => {
    servers = [];
    asked = [];
  });
  afterEach(() => servers.forEach((server) => server.close()));

  it("does not follow a redirect", async () => {
    const other = await serve(() => ({}));
    const endpoint = await serve((path) => ({ location: `${other}${path}` }));
    const settings = readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: endpoint });
    const http = createGraphHttp(settings, () => Promise.resolve("canary"));
    for (const method of ["GET", "POST"] as const) {
      const answer = await http.send({ method, path: "/organization", ...(method === "POST" ? { body: {} } : {}) });
      expect(answer).toMatchObject({ kind: "answer", status: 307 });
    }
    expect(asked).toEqual(Array.from({ length: 2 }, () => `${endpoint.slice(7)} Bearer canary`));
  });

  it("does not follow a next link to another host, or out of the version that was asked", () => {
    const http = createGraphHttp(readConnectionSettings(credential), () => Promise.resolve("canary"));
    for (const link of [
      "https://evil.example/v1.0/users",
      "https://graph.microsoft.com.evil.example/v1.0/users",
      "https://graph.microsoft.com@evil.example/v1.0/users",
      "https://graph.microsoft.us/v1.0/users",
      "http://graph.microsoft.com/v1.0/users",
      "https://graph.microsoft.com/beta/users",
      "https://graph.microsoft.com:8443/v1.0/users",
      "//evil.example/v1.0/users",
      "/v1.0/users",
      "",
    ])
      expect(http.pathOfLink(link), link).toBeUndefined();
    expect(http.pathOfLink(`${graph}/v1.0/users?$skiptoken=x`)).toBe("/users?$skiptoken=x");
  });
});
