import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../src/start";
import { readSettings } from "../src/settings/settings";
import { send, startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  ({ emulator, client } = await startContoso());
});
afterEach(() => emulator.stop());

type Answer = {
  id: string;
  status: number;
  headers: Record<string, string>;
  body: { error: { code: string; message: string } };
};

const json = { "Content-Type": "application/json" };
const assign = (id: string, user: string, skuId: string, dependsOn?: string[]) => ({
  id,
  method: "POST",
  url: `/users/${user}/assignLicense`,
  headers: json,
  body: { addLicenses: [{ skuId }], removeLicenses: [] },
  ...(dependsOn === undefined ? {} : { dependsOn }),
});
const get = (id: string, url = "/users/adele@contoso.com?$select=id") => ({ id, method: "GET", url });
const post = async (requests: unknown[]) => {
  const { responses } = await client.api("/$batch").post({ requests });
  return new Map<string, Answer>((responses as Answer[]).map((response) => [response.id, response]));
};

describe("$batch", () => {
  it("answers every item by id, errors in the item alone, in no order", async () => {
    const ids = Array.from({ length: 20 }, (_, at) => String(at));
    const { responses } = await client.api("/$batch").post({ requests: ids.map((id) => get(id)) });
    expect(responses.map(({ id }: { id: string }) => id)).not.toEqual(ids);
    expect(new Set(responses.map(({ id }: { id: string }) => id))).toEqual(new Set(ids));
    const mixed = await post([
      get("1"),
      get("2", "/users/nobody@contoso.com"),
      assign("3", "diego@contoso.com", skuIds.STANDARDPACK),
    ]);
    expect([...mixed.values()].map(({ status }) => status).sort()).toEqual([200, 200, 404]);
    expect(mixed.get("2")!.body.error.code).toBe("Request_ResourceNotFound");
  });

  it("lets writes to one object collide unless they follow each other", async () => {
    const side = await post([
      assign("1", "diego@contoso.com", skuIds.STANDARDPACK),
      assign("2", "diego@contoso.com", skuIds.ENTERPRISEPACK),
    ]);
    expect([side.get("1")!.status, side.get("2")!.status]).toEqual([200, 409]);
    expect(side.get("2")!.body.error).toMatchObject({
      code: "Directory_ConcurrencyViolation",
      message: "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
    });
    const chain = await post([
      assign("1", "lynne@contoso.com", skuIds.STANDARDPACK),
      assign("2", "lynne@contoso.com", skuIds.ENTERPRISEPACK, ["1"]),
    ]);
    expect([chain.get("1")!.status, chain.get("2")!.status]).toEqual([200, 200]);
  });

  it("fails what depends on a failure with 424", async () => {
    const answers = await post([
      assign("1", "nowhere@contoso.com", skuIds.STANDARDPACK),
      { ...get("2"), dependsOn: ["1"] },
      { ...get("3"), dependsOn: ["2"] },
    ]);
    expect([answers.get("1")!.status, answers.get("2")!.status, answers.get("3")!.status]).toEqual([400, 424, 424]);
  });

  it.each([
    ["more than 20 requests", Array.from({ length: 21 }, (_, at) => get(String(at))), "exceeds the limit"],
    ["an id twice", [get("1"), get("1")], "unique"],
    [
      "a write without Content-Type",
      [{ ...assign("1", "diego@contoso.com", skuIds.STANDARDPACK), headers: {} }],
      "Write request id : 1 does not contain Content-Type header or body.",
    ],
    ["an unknown predecessor", [{ ...get("1"), dependsOn: ["7"] }], "dependency"],
    [
      "a circle",
      [
        { ...get("1"), dependsOn: ["2"] },
        { ...get("2"), dependsOn: ["1"] },
      ],
      "circle",
    ],
  ])("refuses %s as a whole and does nothing", async (_case, requests, message) => {
    const answer = await send(emulator, "POST", "/v1.0/$batch", { requests });
    expect([answer.status, answer.json.error.code]).toEqual([400, "BadRequest"]);
    expect(answer.json.error.message).toContain(message);
    expect(emulator.tenant.log).toHaveLength(0);
  });

  it("throttles each item on its own, with the headers in the item", async () => {
    emulator.service.faults.add({
      id: "t",
      path: "assignLicense",
      times: 1,
      effect: { kind: "throttle", retryAfter: 3 },
    });
    const answers = await post([
      assign("1", "diego@contoso.com", skuIds.STANDARDPACK),
      assign("2", "lynne@contoso.com", skuIds.STANDARDPACK),
    ]);
    expect([answers.get("1")!.status, answers.get("1")!.headers["Retry-After"], answers.get("2")!.status]).toEqual([
      429,
      "3",
      200,
    ]);
  });

  it("answers 504 where a chain takes longer than 30 seconds, although everything was applied", async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, at) => ({ ...get(String(at)), ...(at === 0 ? {} : { dependsOn: [String(at - 1)] }) }));
    const ask = (requests: unknown[]) => send(emulator, "POST", "/v1.0/$batch", { requests });
    emulator.service.faults.add({ id: "slow", path: "assignLicense", times: 2, effect: { kind: "delay", ms: 30_001 } });
    const slow = await ask([assign("1", "diego@contoso.com", skuIds.STANDARDPACK), get("2")]);
    expect([slow.status, slow.json.error.code]).toEqual([504, "UnknownError"]);
    expect(
      (await client.api("/users/diego@contoso.com").select("assignedLicenses").get()).assignedLicenses,
    ).toMatchObject([{ skuId: skuIds.STANDARDPACK }]);

    emulator.tenant.configure(readSettings({ latencyMs: 1501 }));
    const statuses = await Promise.all([ask(chain(20)), ask(chain(19)), ask(chain(20).map(({ id }) => get(id)))]);
    expect(statuses.map(({ status }) => status)).toEqual([504, 200, 200]);
    emulator.tenant.configure(readSettings({ latencyMs: 1501, slowBatch: "200" }));
    expect((await ask(chain(20))).status).toBe(200);
  });
});
