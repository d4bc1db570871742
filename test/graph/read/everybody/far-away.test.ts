import { afterEach, describe, expect, it } from "vitest";
import type { GraphRequest } from "../../../../emulator/src/graph/graph-request";
import { type Emulator, type TenantDocument, startEmulator } from "../../../../emulator/src/start";
import { createUser, deleteUser, patchUser } from "../../../../emulator/src/tenant/change-users";
import { type TenantSession, connectTenant } from "../../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../../src/graph/connect/connection-settings";
import type { Observed } from "../../../../src/terms/observed";
import { createFastClock } from "../../support/fast-clock";

const count = 6_000;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
/** Names that are spread over letters and digits, as names are. */
const nameOf = (n: number): string =>
  `${"abdefghjklmnoprstvw"[n % 19]}${"aeiouy"[n % 6]}.${(n * 7919) % 6007}@contoso.com`;
const numbers = Array.from({ length: count }, (_, index) => index);
const cause = { actor: { kind: "administrator", id: "portal" }, requestId: null } as const;

const tenant: TenantDocument = {
  displayName: "Contoso",
  verifiedDomains: ["contoso.com"],
  skus: [{ sku: "ENTERPRISEPACK", enabled: 10_000 }],
  users: numbers.map((n) => ({ id: idOf(n), userPrincipalName: nameOf(n), usageLocation: "US" })),
};

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.stop();
  emulator = undefined;
});

interface Far {
  readonly emulator: Emulator;
  readonly session: TenantSession;
  readonly log: readonly string[];
  /** Filters of pages, in the order in which they were answered. */
  readonly filters: string[];
}

/** A tenant whose answers seem to take long. `before` is called before each page of a part is answered. */
async function start(
  before: (page: number, emulator: Emulator, filters: readonly string[]) => void = () => undefined,
  change: (request: GraphRequest) => GraphRequest = (request) => request,
): Promise<Far> {
  const started = await startEmulator({ tenant, settings: { throttling: "off" } });
  emulator = started;
  const filters: string[] = [];
  const log: string[] = [];
  const { service } = started;
  const answer = service.answer.bind(service);
  service.answer = (request) => {
    const filter = request.query.get("$filter");
    if (request.segments[0]?.text !== "users" || filter === undefined) return answer(request);
    filters.push(filter);
    before(filters.length, started, filters);
    return answer(change(request));
  };
  const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: started.url }), {
    clock: createFastClock(400),
    log: (line) => void log.push(line),
  });
  return { emulator: started, session, log, filters };
}

function readEverybody(session: TenantSession, userIds: readonly string[] = []): Promise<Observed> {
  return session.readTenant({ userNames: [], userIds, groupNames: [], groupIds: [], wholeTenant: true });
}

const inParts = /reading \d+ parts, 10 side by side/;
const oneByOne = /reading parts side by side: (.*); reading one page after the other/;

describe("everybody of a tenant that is far away", () => {
  it("is read in parts side by side, once each", async () => {
    const { session, log, filters } = await start();
    const { users } = await readEverybody(session);
    expect(users.map(({ id }) => id)).toEqual(numbers.map(idOf));
    expect(log.join("\n")).toMatch(inParts);
    expect(log.join("\n")).not.toMatch(oneByOne);
    expect(new Set(filters.map((filter) => filter.slice(0, 17)))).toEqual(new Set(["userPrincipalName"]));
    // Seven pages in a chain, beside the question that has tenant and SKUs in it.
    expect(session.figures.requests).toBeLessThanOrEqual(2 * 8);
  });

  it("is read the same where Graph throttles some of it", async () => {
    const { session, log, emulator: graph } = await start();
    graph.service.faults.add({
      id: "busy",
      path: "^/users$",
      inBatch: false,
      skip: 2,
      times: 3,
      effect: { kind: "throttle", retryAfter: 1 },
    });
    const { users } = await readEverybody(session);
    expect(users).toHaveLength(count);
    expect(session.figures.retries).toBe(3);
    expect(log.join("\n")).not.toMatch(oneByOne);
  });

  it("is read one page after the other where Graph refuses the parts", async () => {
    const { session, log, emulator: graph } = await start();
    graph.service.faults.add({
      id: "refused",
      path: "^/users$",
      inBatch: false,
      skip: 1,
      times: 1,
      effect: { kind: "status", status: 400, code: "Request_UnsupportedQuery", message: "Unsupported operator." },
    });
    const { users } = await readEverybody(session);
    expect(users).toHaveLength(count);
    expect(oneByOne.exec(log.join("\n"))?.[1]).toBe("Unsupported operator.");
  });

  it("is read one page after the other where Graph takes no notice of a filter", async () => {
    const { session, log } = await start(undefined, (request) => ({
      ...request,
      query: new Map([...request.query].filter(([name]) => name !== "$filter")),
    }));
    const { users } = await readEverybody(session);
    expect(users).toHaveLength(count);
    expect(oneByOne.exec(log.join("\n"))?.[1]).toMatch(/there was no end after \d+ pages/);
    expect(session.figures.requests).toBeLessThanOrEqual(5 * 8);
  });
});

/** What a filter of a part lets pass, by the order of bytes. */
function rangeOf(filter: string): { readonly from: string; readonly has: (n: number) => boolean } {
  const [, from = ""] = /ge '([^']*)'/.exec(filter) ?? [];
  const [, to = "~"] = /le '([^']*)'/.exec(filter) ?? [];
  return { from, has: (n) => nameOf(n) >= from && nameOf(n) <= to };
}

/** Those of the first page of all were read before there were parts. */
const later = numbers.slice(999);

/** Does something once, when one part was answered and the others were not. */
function inBetween(
  act: (emulator: Emulator, read: number, unread: number, from: string) => void,
): [
  (page: number, emulator: Emulator, filters: readonly string[]) => void,
  { done?: { read: number; unread: number } },
] {
  const seen: { done?: { read: number; unread: number } } = {};
  const before = (page: number, graph: Emulator, filters: readonly string[]): void => {
    if (page !== 2) return;
    const [answered, next] = filters.map(rangeOf);
    const read = later.find((n) => answered?.has(n) === true) ?? 0;
    const unread = later.find((n) => answered?.has(n) === false && next?.has(n) === false) ?? 0;
    seen.done = { read, unread };
    act(graph, read, unread, answered?.from ?? "");
  };
  return [before, seen];
}

describe("somebody who moves while parts are read", () => {
  const rename = ({ tenant: directory }: Emulator, n: number, name: string): void => {
    const user = directory.state.users.get(idOf(n));
    if (user !== undefined) patchUser(directory, user, { userPrincipalName: name }, cause);
  };
  const remove = ({ tenant: directory }: Emulator, n: number): void => {
    const user = directory.state.users.get(idOf(n));
    if (user !== undefined) deleteUser(directory, user, cause);
  };
  const arrive = ({ tenant: directory }: Emulator, name: string): void => {
    const given = {
      userPrincipalName: name,
      displayName: "New",
      mailNickname: "new",
      accountEnabled: false,
      passwordProfile: { password: "Try-it-out-1" },
    };
    expect(createUser(directory, idOf(count), given, cause).kind).toBe("done");
  };

  it("into a part that was read is asked for by id, and is not absent", async () => {
    const [before, seen] = inBetween((graph, _read, unread, from) => {
      rename(graph, unread, `${from}-moved@contoso.com`);
      // The sum is right all the same.
      arrive(graph, nameOf(unread));
    });
    const { session, log } = await start(before);
    const everybody = await readEverybody(session, later.map(idOf));
    const id = idOf(seen.done?.unread ?? 0);
    expect(log.join("\n")).toMatch(inParts);
    expect(log.join("\n")).not.toMatch(oneByOne);
    expect(everybody.absent).toEqual([]);
    const moved = everybody.users.find((user) => user.id === id);
    expect(moved?.userPrincipalName).toMatch(/-moved@contoso\.com$/);
    expect(moved?.byId).toBe(true);
    expect(everybody.users).toHaveLength(count + 1);
  });

  it("into a part that was read is missed in the sum, and found in one chain of pages", async () => {
    const [before, seen] = inBetween((graph, _read, unread, from) =>
      rename(graph, unread, `${from}-moved@contoso.com`),
    );
    const { session, log } = await start(before);
    const everybody = await readEverybody(session);
    expect(seen.done).toBeDefined();
    expect(oneByOne.exec(log.join("\n"))?.[1]).toBe(`${count - 1} people of ${count}`);
    expect(everybody.users).toHaveLength(count);
  });

  it("out of the tenant is missed by nobody, and told as deleted where he was asked for", async () => {
    const [before, seen] = inBetween((graph, read, unread) => {
      remove(graph, read);
      remove(graph, unread);
    });
    const { session, log } = await start(before);
    const everybody = await readEverybody(session, later.map(idOf));
    expect(log.join("\n")).toMatch(inParts);
    expect(log.join("\n")).not.toMatch(oneByOne);
    expect(everybody.absent).toMatchObject([{ kind: "deleted", id: idOf(seen.done?.unread ?? 0) }]);
    // Who was read before is as he was: whoever is to be written is read again first.
    expect(everybody.users).toHaveLength(count - 1);
  });
});
