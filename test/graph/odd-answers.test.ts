import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/graph/batches/clock";
import type { GraphHttp } from "../../src/graph/connect/graph-http";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { type SessionOptions, connectTenant } from "../../src/graph/connect-tenant";
import { readPages } from "../../src/graph/read/pages";
import type { ReadRequest } from "../../src/terms/observed";
import { createFastClock } from "./support/fast-clock";
import { type RawAnswer, type RawGraph, startRawGraph } from "./support/raw-graph";
import { type ScriptedGraph, startScriptedGraph } from "./support/scripted-graph";
import { createScriptedTenant, personId, refuse, sku, tenantId } from "./support/scripted-tenant";

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(answer: Parameters<typeof startRawGraph>[0]): Promise<RawGraph> {
  const server = await startRawGraph(answer);
  running.push(server);
  return server;
}

async function startScripted(...script: Parameters<typeof startScriptedGraph>): Promise<ScriptedGraph> {
  const server = await startScriptedGraph(...script);
  running.push(server);
  return server;
}

function connect(to: { readonly endpoint: string }, options: SessionOptions = {}): ReturnType<typeof connectTenant> {
  return connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: to.endpoint }), {
    clock: createFastClock(2_000),
    ...options,
  });
}

const nobody: ReadRequest = { userNames: [], userIds: [], groupNames: [], groupIds: [], wholeTenant: false };
const grant = (n: number): Parameters<ReturnType<typeof connect>["write"]>[0][number] => ({
  principal: "user",
  id: personId(n),
  name: `p${n}@contoso.com`,
  add: [{ skuId: sku.e3, disabledPlans: [] }],
  remove: [],
});
const json = (body: unknown, status = 200): RawAnswer => ({ status, text: JSON.stringify(body) });
const organization = { value: [{ id: tenantId, displayName: "Contoso" }] };
/** A batch in which everything is well: the tenant, no subscriptions, and the same for every other item. */
const answerBatch = (body: string, other: object): RawAnswer => {
  const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
  const answerOf = (url: string): object =>
    url.startsWith("/organization")
      ? { status: 200, body: organization }
      : url.startsWith("/subscribedSkus")
        ? { status: 200, body: { value: [] } }
        : other;
  return json({ responses: requests.map(({ id, url }) => ({ id, ...answerOf(url) })) });
};

describe("answers that are none of Graph's", () => {
  it.each<[string, RawAnswer, RegExp]>([
    [
      "a redirect",
      { status: 302, headers: { location: "https://login.hotel.example/welcome?token=secret" }, text: "" },
      /answered 302, a redirect to login\.hotel\.example\. Something between this machine and Graph/,
    ],
    [
      "a redirect on the same host",
      { status: 307, headers: { location: "/elsewhere" }, text: "" },
      /307, a redirect to another path of the same host/,
    ],
    [
      "a page",
      { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, text: "<h1>Welcome</h1>" },
      /answered 200 with text\/html in place of JSON/,
    ],
    [
      "a page of a gateway",
      { status: 502, headers: { "content-type": "text/html" }, text: "<h1>Bad gateway</h1>" },
      /answered 502 with text\/html in place of JSON/,
    ],
    ["half an answer", { status: 200, text: '{"responses":[{"id":"0","sta' }, /JSON of 28 characters\) is cut off/],
    ["another address", { status: 404, headers: { "content-type": "text/html" }, text: "?" }, /404 with text\/html/],
  ])("names the cause where %s comes in its place", async (_, answer, message) => {
    const server = await start(() => answer);
    const failing = connect(server).readTenant({ ...nobody, userIds: [personId(1)] });
    await expect(failing).rejects.toMatchObject({ name: "GraphFailure", code: "unavailable" });
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.not.toThrow(/secret|Welcome/);
  });

  it("takes a proxy's 404 for nobody's absence, and writes nobody off", async () => {
    const tenant = createScriptedTenant(3);
    const page = { status: 404, headers: { "content-type": "text/html" }, body: "Not found" };
    const server = await startScripted(tenant.answer, (batch) =>
      batch === 2 ? { kind: "answer", told: page } : { kind: "none" },
    );
    const session = connect(server);
    await session.readTenant(nobody);
    const { absent } = await session.readTenant({ ...nobody, userIds: [personId(1), personId(2)] });
    expect(absent.map(({ kind }) => kind)).toEqual(["unreadable", "unreadable"]);
  });

  it("does not write where a page answers, and says why", async () => {
    const tenant = createScriptedTenant(3);
    const page = { status: 302, headers: { location: "https://portal.example/" } };
    const server = await startScripted(tenant.answer, (batch) =>
      batch > 1 ? { kind: "answer", told: page } : { kind: "none" },
    );
    const outcomes = await connect(server).write([grant(1), grant(2)], () => undefined);
    expect(outcomes).toMatchObject([
      {
        kind: "failed",
        problem: { code: "unavailable", message: expect.stringContaining("portal.example") as string },
      },
      { kind: "failed" },
    ]);
    expect([...tenant.people.values()].map(({ writes }) => writes)).toEqual([0, 0, 0]);
  });

  it("gives up a server that takes requests and never answers, and says what it waited for", async () => {
    const server = await start(() => "silence");
    const failing = connect(server, { answerPatience: 50 }).readTenant(nobody);
    await expect(failing).rejects.toThrow(/asked \d times in \d+ s\): The connection to Graph broke off: no answer/);
  });

  it("says what the socket said where a connection ends, and where there is none", async () => {
    const server = await start(() => "hang-up");
    const failing = connect(server).readTenant(nobody);
    await expect(failing).rejects.toThrow(/broke off: other side closed \(UND_ERR_SOCKET\)/);
    await server.close();
    await expect(connect(server).readTenant(nobody)).rejects.toThrow(/broke off: connect ECONNREFUSED 127\.0\.0\.1:/);
  });
});

describe("an absurd wait", () => {
  it.each(["99999999999", "1e300", "Infinity", "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "is no longer than five minutes where Graph asks for %s, and is shown",
    async (retryAfter) => {
      const tenant = createScriptedTenant(1);
      // Five minutes in more than half a second: what a busy machine takes beside them is some seconds of these.
      const clock = createFastClock(500);
      const waits: string[] = [];
      let refused = 0;
      const server = await startScripted((asked) =>
        asked.path.endsWith("/assignLicense") && (refused += 1) === 1
          ? refuse(429, "Too many requests", "TooManyRequests", { "Retry-After": retryAfter })
          : tenant.answer(asked),
      );
      const session = connect(server, { clock, onWaiting: (text) => waits.push(text) });
      expect(await session.write([grant(1)], () => undefined)).toMatchObject([{ kind: "applied" }]);
      expect(Math.max(...clock.slept)).toBeLessThanOrEqual(300_000);
      expect(Math.max(...clock.slept)).toBeGreaterThan(250_000);
      const told = /^waiting (29\d|300) s: what Graph threw back is looked at then$/;
      expect(waits).toContainEqual(expect.stringMatching(told));
    },
  );

  it("ends after fifteen minutes in which everything was throttled, and says so for each person", async () => {
    const tenant = createScriptedTenant(40);
    const server = await startScripted((asked) =>
      asked.path.endsWith("/assignLicense")
        ? refuse(429, "Too many requests", "TooManyRequests", { "Retry-After": "86400" })
        : tenant.answer(asked),
    );
    const waits: string[] = [];
    const session = connect(server, { clock: createFastClock(20_000), onWaiting: (text) => waits.push(text) });
    const writes = Array.from({ length: 40 }, (_, index) => grant(index + 1));
    const outcomes = await session.write(writes, () => undefined);
    expect(waits.length).toBeGreaterThan(1);
    expect(waits.filter((text) => !/^waiting \d+ s: /.test(text))).toEqual([]);
    expect(new Set(outcomes.map((one) => (one.kind === "failed" ? one.problem.code : one.kind)))).toEqual(
      new Set(["throttled"]),
    );
  });

  it("does not fire at once because a timer cannot be set for as long", async () => {
    const stop = new AbortController();
    let ended = false;
    const sleeping = systemClock.sleep(1e15, stop.signal).then(() => {
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toBe(false);
    stop.abort();
    await sleeping;
    expect(ended).toBe(true);
  });
});

describe("next links", () => {
  const everybody = { ...nobody, wholeTenant: true };
  const page = (endpoint: string, next: string, value: readonly object[] = []): RawAnswer =>
    json({ value, "@odata.nextLink": `${endpoint}/v1.0/users?$skiptoken=${next}` });
  const read = async (
    nextOf: (count: number) => string,
    value: (count: number) => readonly object[],
  ): Promise<number> => {
    const server: RawGraph = await start((path, body, count) =>
      path === "/$batch" ? answerBatch(body, { status: 404 }) : page(server.endpoint, nextOf(count), value(count)),
    );
    await connect(server).readTenant(everybody);
    return server.paths.length;
  };

  it("are not followed where they lead back", async () => {
    await expect(
      read(
        (count) => String(count % 3),
        () => [],
      ),
    ).rejects.toThrow(/leads back to a page that was read/);
  });

  it("are not followed through empty pages without end", async () => {
    await expect(read(String, () => [])).rejects.toThrow(/101 empty pages in a row/);
  });

  it("are not followed without end", async () => {
    let count = 0;
    const http: GraphHttp = {
      send: () => {
        count += 1;
        const text = JSON.stringify({
          "@odata.nextLink": `/users?$skiptoken=${count}`,
          value: [{ id: personId(count) }],
        });
        return Promise.resolve({ kind: "answer", status: 200, header: () => undefined, text });
      },
      pathOfLink: (link) => link,
    };
    const figures = { requests: 0, batches: 0, retries: 0 };
    const { signal } = new AbortController();
    const answer = await readPages({ http, clock: systemClock, signal, figures }, { url: "/users" }, () => undefined);
    expect(answer).toMatchObject({
      kind: "unknown",
      error: { message: expect.stringMatching(/after 5000 pages/) as string },
    });
    expect(count).toBeLessThanOrEqual(5_001);
  });

  it("are read again where a page comes cut off", async () => {
    const people = { value: [{ id: personId(1), userPrincipalName: "p1@contoso.com", licenseAssignmentStates: [] }] };
    const whole = JSON.stringify(people);
    const server = await start((path, body, count) =>
      path === "/$batch"
        ? answerBatch(body, { status: 404 })
        : { status: 200, text: count < 4 ? whole.slice(0, 30) : whole },
    );
    expect((await connect(server).readTenant(everybody)).users).toHaveLength(1);
  });
});

describe("items of a batch", () => {
  it.each([
    ["an object", { valueOf: 1, toString: 1 }],
    ["null", null],
    ["a list", [200]],
    ["a text that is no number", "soon"],
    ["a number that is no status", 20.5],
  ])("whose status is %s are unknown, and the person is named", async (_, status) => {
    const server = await start((_path, body) => answerBatch(body, { status, body: { id: personId(1) } }));
    const { users, absent } = await connect(server).readTenant({ ...nobody, userIds: [personId(1)] });
    expect(users).toEqual([]);
    expect(absent).toMatchObject([{ kind: "unreadable", lookup: personId(1) }]);
  });

  it.each([
    ["somebody else", { status: 200, body: { id: personId(2), userPrincipalName: "p2@contoso.com" } }, /somebody else/],
    ["nobody, in a text that is not Graph's", { status: 404, body: "gone" }, /404/],
  ])("that answer with %s are not believed", async (_, item, reason) => {
    const server = await start((_path, body) => answerBatch(body, item));
    const { users, absent } = await connect(server).readTenant({ ...nobody, userIds: [personId(1)] });
    expect(users).toEqual([]);
    expect(absent).toMatchObject([{ kind: "unreadable", reason: expect.stringMatching(reason) as string }]);
  });
});
