import { afterEach, describe, expect, it } from "vitest";
import type { Emulator } from "../src/start";
import { refusalOf, send, startContoso } from "./support/client";
import { contoso } from "./support/contoso";

let emulator: Emulator;
afterEach(() => emulator.stop());

const eventual = { consistencylevel: "eventual" };

async function start(settings: Readonly<Record<string, unknown>> = {}) {
  const started = await startContoso({ settings });
  emulator = started.emulator;
  return started;
}

async function groupId(name: string): Promise<string> {
  const { json } = await send(emulator, "GET", `/v1.0/groups?$filter=displayName eq '${name}'`);
  return (json as { value: { id: string }[] }).value[0]?.id ?? "";
}

describe("$expand", () => {
  it("answers memberOf of a user with its type and its own $select", async () => {
    const { client } = await start();
    const user = (await client
      .api("/users/grady@contoso.com?$select=displayName&$expand=memberOf($select=id,displayName)")
      .get()) as Record<string, unknown>;
    expect(user).toEqual({
      "@odata.context": `${emulator.url}/v1.0/$metadata#users(displayName,memberOf())/$entity`,
      displayName: "Grady Archie",
      memberOf: [
        { "@odata.type": "#microsoft.graph.group", id: await groupId("Sales Team"), displayName: "Sales Team" },
      ],
    });
  });

  it("answers members of groups in lists, 20 at most and without a next link", async () => {
    const people = Array.from({ length: 25 }, (_, at) => ({ userPrincipalName: `m${at}@contoso.com` }));
    const tenant = {
      ...contoso(),
      users: people,
      groups: [
        { displayName: "Many", members: people.map((person) => person.userPrincipalName) },
        { displayName: "None" },
      ],
    };
    emulator = (await startContoso({ tenant })).emulator;
    const { json } = await send(emulator, "GET", "/v1.0/groups?$expand=members");
    const groups = (json as { value: { displayName: string; members: unknown[] }[] }).value;
    expect(groups.map(({ displayName, members }) => [displayName, members.length])).toEqual([
      ["Many", 20],
      ["None", 0],
    ]);
    expect(JSON.stringify(groups)).not.toContain("nextLink");
  });

  it("has 100 rows a page at most", async () => {
    const users = Array.from({ length: 120 }, (_, at) => ({ userPrincipalName: `m${at}@contoso.com` }));
    emulator = (await startContoso({ tenant: { ...contoso(), users, groups: [] } })).emulator;
    const { json } = await send(emulator, "GET", "/v1.0/users?$top=999&$expand=memberOf");
    expect((json as { value: unknown[] }).value).toHaveLength(100);
    expect(json).toHaveProperty(["@odata.nextLink"]);
  });

  it("leaves a manager out that nobody has", async () => {
    const { client } = await start();
    expect(await client.api("/users/adele@contoso.com?$expand=manager").get()).not.toHaveProperty("manager");
    expect(await refusalOf(client.api("/users/adele@contoso.com/manager").get())).toMatchObject({
      statusCode: 404,
      code: "Request_ResourceNotFound",
    });
    expect(await client.api("/users/adele@contoso.com/directReports").get()).toMatchObject({ value: [] });
    expect(await client.api(`/groups/${await groupId("Sales Team")}/owners`).get()).toMatchObject({ value: [] });
  });

  it.each([
    ["an unknown relation", "/users?$expand=friends", 400, "BadRequest"],
    ["two relations", "/users?$expand=memberOf,manager", 400, "Request_UnsupportedQuery"],
    ["where it is not built", "/users/adele@contoso.com/memberOf?$expand=members", 501, "NotImplemented"],
  ])("refuses %s", async (_, path, status, code) => {
    await start();
    expect(await send(emulator, "GET", `/v1.0${path}`)).toMatchObject({ status, json: { error: { code } } });
  });
});

describe("groups of somebody by action", () => {
  it("answers ids, nested ones too, and those that are for security only", async () => {
    const { client } = await start();
    const [sales, empty] = [await groupId("Sales Team"), await groupId("Empty")];
    const news = await groupId("Newsletter");
    await client
      .api(`/groups/${empty}`)
      .patch({ "members@odata.bind": [`https://graph.microsoft.com/v1.0/directoryObjects/${sales}`] });
    const grady = ((await client.api("/users/grady@contoso.com").get()) as { id: string }).id;
    await client
      .api(`/groups/${news}/members/$ref`)
      .post({ "@odata.id": `https://graph.microsoft.com/v1.0/users/${grady}` });
    const ask = async (path: string, body: unknown) =>
      ((await client.api(path).post(body)) as { value: string[] }).value.sort();
    expect(await ask("/users/grady@contoso.com/getMemberGroups", { securityEnabledOnly: false })).toEqual(
      [sales, empty, news].sort(),
    );
    expect(await ask(`/directoryObjects/${grady}/getMemberObjects`, { securityEnabledOnly: true })).toEqual(
      [sales, empty].sort(),
    );
    expect(await ask(`/groups/${sales}/checkMemberGroups`, { groupIds: [empty.toUpperCase(), news] })).toEqual([empty]);
    expect(await refusalOf(client.api("/users/grady@contoso.com/getMemberGroups").post({}))).toMatchObject({
      statusCode: 400,
    });
  });
});

describe("members by PATCH", () => {
  it("adds all or nobody", async () => {
    const { client } = await start();
    const empty = await groupId("Empty");
    const ids = await Promise.all(
      ["adele", "diego"].map(
        async (name) => ((await client.api(`/users/${name}@contoso.com`).get()) as { id: string }).id,
      ),
    );
    const bind = (objects: readonly string[]) => ({
      "members@odata.bind": objects.map((id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`),
    });
    const nobody = "00000000-0000-4000-8000-000000000000";
    expect(await refusalOf(client.api(`/groups/${empty}`).patch(bind([...ids, nobody])))).toMatchObject({
      statusCode: 404,
    });
    expect(((await client.api(`/groups/${empty}/members`).get()) as { value: unknown[] }).value).toEqual([]);
    await client.api(`/groups/${empty}`).patch(bind(ids));
    expect(
      ((await client.api(`/groups/${empty}/members`).get()) as { value: { id: string }[] }).value.map(({ id }) => id),
    ).toEqual(ids);
    expect(
      await refusalOf(client.api(`/groups/${empty}`).patch(bind(Array.from({ length: 21 }, () => nobody)))),
    ).toMatchObject({ statusCode: 400 });
  });
});

describe("what is not built", () => {
  it.each([
    ["$search without the header", '/users?$search="displayName:a"', {}, 400, "Request_UnsupportedQuery"],
    ["$search", '/users?$search="displayName:a"', eventual, 501, "NotImplemented"],
    ["delta of groups", "/groups/delta", {}, 501, "NotImplemented"],
    ["delta as a function, with its namespace", "/groups/microsoft.graph.delta()", {}, 501, "NotImplemented"],
    ["me, for an application", "/me", {}, 400, "BadRequest"],
    ["me/assignLicense, for an application", "/me/licenseDetails", {}, 400, "BadRequest"],
  ])("refuses %s like Graph would, or says so", async (_, path, headers, status, code) => {
    await start();
    expect(await send(emulator, "GET", `/v1.0${path}`, undefined, headers)).toMatchObject({
      status,
      json: { error: { code } },
    });
  });
});

describe("what other clients send", () => {
  it("takes names of properties in any case, and numbers as ids in a batch: a CLI sends both", async () => {
    const { client } = await start();
    const body = {
      accountEnabled: true,
      displayName: "New",
      mailNickName: "new",
      userPrincipalName: "new@contoso.com",
      passwordProfile: { password: "x" },
    };
    expect(await client.api("/users").post(body)).toMatchObject({ userPrincipalName: "new@contoso.com" });
    const answer = (await client
      .api("/$batch")
      .post({ requests: [{ id: 1, method: "GET", url: "/organization" }] })) as { responses: unknown[] };
    expect(answer.responses).toMatchObject([{ id: "1", status: 200 }]);
  });

  it("counts getByIds as a read", async () => {
    const { client } = await start();
    await client.api("/directoryObjects/getByIds").post({ ids: [await groupId("Empty")] });
    expect(emulator.service.counter.read()).toMatchObject({ writes: 0 });
  });
});
