import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administrate, type AdministratorAction } from "../src/control/administrate";
import type { Emulator } from "../src/start";
import { send, startContoso } from "./support/client";
import { contoso } from "./support/contoso";

interface Page {
  readonly value: readonly {
    readonly id: string;
    readonly userPrincipalName?: string;
    readonly "@removed"?: { readonly reason: string };
    readonly assignedLicenses?: unknown[];
  }[];
  readonly "@odata.nextLink"?: string;
  readonly "@odata.deltaLink"?: string;
}

let emulator: Emulator;
beforeEach(async () => {
  emulator = (await startContoso()).emulator;
});
afterEach(() => emulator.stop());

async function get(path: string): Promise<Page> {
  const { status, json } = await send(emulator, "GET", path.replace(emulator.url, ""));
  expect(status, JSON.stringify(json)).toBe(200);
  return json as Page;
}
const act = (action: AdministratorAction) =>
  expect(administrate(emulator.tenant, action)).toMatchObject({ kind: "done" });
const names = ({ value }: Page) => value.map(({ userPrincipalName }) => userPrincipalName);
const selecting = "/v1.0/users/delta?$select=userPrincipalName,assignedLicenses,licenseAssignmentStates";

describe("/users/delta (facts, section 8)", () => {
  it("answers everybody, then nobody, then who changed", async () => {
    const first = await get(selecting);
    expect(first.value).toHaveLength(6);
    const second = await get(first["@odata.deltaLink"] ?? "");
    expect(second.value).toEqual([]);
    act({ kind: "assignLicenses", to: "diego@contoso.com", add: ["VISIOCLIENT"] });
    act({ kind: "patchUser", user: "lynne@contoso.com", set: { jobTitle: "Lead" } });
    const third = await get(second["@odata.deltaLink"] ?? "");
    expect(names(third)).toEqual(["diego@contoso.com", "lynne@contoso.com"]);
    expect(third.value[0]?.assignedLicenses).toHaveLength(1);
    // An old link says the same again.
    expect(names(await get(second["@odata.deltaLink"] ?? ""))).toEqual(names(third));
  });

  it("does not track licences that are not selected, nor licenseAssignmentStates alone", async () => {
    const { "@odata.deltaLink": link = "" } = await get(
      "/v1.0/users/delta?$select=userPrincipalName,licenseAssignmentStates",
    );
    act({ kind: "assignLicenses", to: "diego@contoso.com", add: ["VISIOCLIENT"] });
    expect((await get(link)).value).toEqual([]);
  });

  it("tells who was deleted, and who for good", async () => {
    const { "@odata.deltaLink": link = "" } = await get(selecting);
    const id = emulator.tenant.state.userIdsByName.get("diego@contoso.com") ?? "";
    act({ kind: "deleteUser", user: "diego@contoso.com" });
    const deleted = await get(link);
    expect(deleted.value).toEqual([{ id, "@removed": { reason: "changed" } }]);
    expect((await send(emulator, "DELETE", `/v1.0/directory/deletedItems/${id}`)).status).toBe(204);
    expect((await get(deleted["@odata.deltaLink"] ?? "")).value).toEqual([{ id, "@removed": { reason: "deleted" } }]);
  });

  it("pages, and misses nothing that happens between two pages", async () => {
    await emulator.stop();
    const users = Array.from({ length: 450 }, (_, at) => ({ userPrincipalName: `m${at}@contoso.com` }));
    emulator = (await startContoso({ tenant: { ...contoso(), users, groups: [] } })).emulator;
    let page = await get("/v1.0/users/delta?$select=userPrincipalName");
    const seen = [...names(page)];
    act({ kind: "patchUser", user: "m0@contoso.com", set: { jobTitle: "Lead" } });
    act({ kind: "deleteUser", user: "m1@contoso.com" });
    while (page["@odata.nextLink"] !== undefined) {
      page = await get(page["@odata.nextLink"]);
      seen.push(...names(page));
    }
    expect(new Set(seen).size).toBe(450);
    const delta = await get(page["@odata.deltaLink"] ?? "");
    expect(delta.value).toMatchObject([{ userPrincipalName: "m0@contoso.com" }, { "@removed": { reason: "changed" } }]);
  });

  it("begins with now where only the latest is asked for, and with some people where they are named", async () => {
    expect((await get("/v1.0/users/delta?$deltatoken=latest")).value).toEqual([]);
    const id = emulator.tenant.state.userIdsByName.get("diego@contoso.com") ?? "";
    expect(names(await get(`/v1.0/users/delta?$filter=id eq '${id}'&$select=userPrincipalName`))).toEqual([
      "diego@contoso.com",
    ]);
  });

  it("refuses what Graph refuses, and tokens after seven days", async () => {
    const { "@odata.deltaLink": link = "" } = await get(selecting);
    for (const path of [
      "$top=5",
      "$orderby=displayName",
      "$expand=manager",
      "$search=x",
      "$filter=displayName eq 'x'",
      "$deltatoken=nonsense",
      "$skiptoken=e30",
    ]) {
      expect([path, (await send(emulator, "GET", `/v1.0/users/delta?${path}`)).status]).toEqual([path, 400]);
    }
    emulator.clock.advance(8 * 24 * 60 * 60 * 1000);
    expect(await send(emulator, "GET", link.replace(emulator.url, ""))).toMatchObject({
      status: 400,
      json: { error: { code: "syncStateNotFound" } },
    });
  });
});
