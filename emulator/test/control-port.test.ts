import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Emulator } from "../src/start";
import { startContoso } from "./support/client";

let emulator: Emulator;
beforeAll(async () => {
  ({ emulator } = await startContoso({ controlPort: 0 }));
});
afterAll(() => emulator.stop());

/** A request with whatever headers a browser would send: fetch does not let a program say Host and Origin. */
function send(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<{ readonly status: number; readonly text: string; readonly allowed: string | undefined }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text, allowed: response.headers["access-control-allow-origin"] }),
      );
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
const removal = { kind: "assignLicenses", to: "adele@contoso.com", remove: ["ENTERPRISEPACK"] };
const control = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown) =>
  send(emulator.controlUrl ?? "", method, path, headers, body);
const json = { "content-type": "application/json" };

describe("the control port was open to every web page", () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ["text/plain, which a page sends without asking first", { "content-type": "text/plain" }, 415],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["no content type", {}, 415],
    ["a type that only begins like JSON", { "content-type": "application/json-patch" }, 415],
    ["JSON from a page elsewhere", { ...json, origin: "https://evil.example" }, 403],
    ["JSON from a page of another port of this machine", { ...json, origin: "http://localhost:3000" }, 403],
    ["JSON from a page without an origin of its own", { ...json, origin: "null" }, 403],
    ["JSON that a browser says comes from another site", { ...json, "sec-fetch-site": "cross-site" }, 403],
    ["JSON under a name that was made to resolve to loopback", { ...json, host: "evil.example:4001" }, 403],
    ["a name that only begins like loopback", { ...json, host: "127.0.0.1.evil.example" }, 403],
  ])("refuses %s and changes nothing", async (_, headers, status) => {
    const before = emulator.tenant.log.length;
    const answer = await control("POST", "/administrator", headers, removal);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringMatching(/\.$/) as string });
    expect(answer.allowed).toBeUndefined();
    expect(emulator.tenant.log.length).toBe(before);
  });

  it.each(["/tenant", "/log"])("does not show %s to a page under another name", async (path) => {
    const answer = await control("GET", path, { host: "evil.example" });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain("adele@contoso.com");
  });

  it.each(["127.0.0.1:9", "localhost", "LOCALHOST:4001", "[::1]:4001"])(
    "takes JSON of a program that calls it %s",
    async (host) => {
      const answer = await control("PATCH", "/settings", { ...json, host }, { latencyMs: 0 });
      expect(answer.status).toBe(200);
    },
  );
});

describe("Graph and its sign-in under a name that was made to resolve to loopback", () => {
  it.each(["/v1.0/users", "/common/oauth2/v2.0/token"])("%s answers as Microsoft's servers do", async (path) => {
    const answer = await send(emulator.url, "GET", path, { host: "evil.example", authorization: "Bearer any" });
    expect(answer).toMatchObject({ status: 400, text: "<h2>Bad Request - Invalid Hostname</h2>" });
  });

  it("Microsoft's own names are served", async () => {
    const answer = await send(emulator.url, "GET", "/v1.0/users", {
      host: "graph.microsoft.com",
      authorization: "Bearer any",
    });
    expect(answer.status).toBe(200);
  });
});
