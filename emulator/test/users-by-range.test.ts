import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administrate, type AdministratorAction } from "../src/control/administrate";
import { type Emulator, startEmulator } from "../src/start";
import { send } from "./support/client";

interface Page {
  readonly value: readonly { readonly userPrincipalName: string }[];
  readonly "@odata.nextLink"?: string;
  readonly "@odata.count"?: number;
}

const nameOf = (n: number): string => `${"cab"[n % 3]}${String((n * 7) % 40).padStart(2, "0")}@contoso.com`;
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    tenant: {
      displayName: "Contoso",
      verifiedDomains: ["contoso.com"],
      skus: [],
      users: Array.from({ length: 40 }, (_, n) => ({ userPrincipalName: nameOf(n) })),
    },
  });
});
afterEach(() => emulator.stop());

async function get(path: string): Promise<Page> {
  const headers = { ConsistencyLevel: "eventual" };
  const { status, json } = await send(emulator, "GET", path.replace(emulator.url, ""), undefined, headers);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as Page;
}
const pageOf = (filter: string, top = 7) =>
  get(`/v1.0/users?$select=userPrincipalName&$count=true&$top=${top}&$filter=${encodeURIComponent(filter)}`);
const names = ({ value }: Page) => value.map(({ userPrincipalName }) => userPrincipalName);
const act = (action: AdministratorAction) =>
  expect(administrate(emulator.tenant, action)).toMatchObject({ kind: "done" });
const ranges = [
  "userPrincipalName le 'b'",
  "userPrincipalName ge 'B' and userPrincipalName le 'c2'",
  "userPrincipalName ge 'c2'",
];

describe("people in a range of names", () => {
  it.each(ranges)("%s: are those whom a look at everybody finds, in its order", async (range) => {
    const [found, scanned] = [await pageOf(range, 100), await pageOf(`${range} and accountEnabled eq true`, 100)];
    expect(names(found).length).toBeGreaterThan(5);
    expect(names(found)).toEqual(names(scanned));
    expect(found["@odata.count"]).toBe(scanned["@odata.count"]);
  });

  it("leave nobody out whose neighbours go while their pages are read", async () => {
    const everybody = names(await pageOf("userPrincipalName ge 'b'", 100));
    const first = await pageOf("userPrincipalName ge 'b'");
    const [gone = "", moved = ""] = names(first);
    act({ kind: "deleteUser", user: gone });
    act({ kind: "patchUser", user: moved, set: { userPrincipalName: "aaa@contoso.com" } });
    const seen = names(first);
    for (let link = first["@odata.nextLink"]; link !== undefined;) {
      const page: Page = await get(link);
      seen.push(...names(page));
      link = page["@odata.nextLink"];
    }
    expect(seen).toEqual(everybody);
  });
});
