import { afterEach, describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../src/start";
import { Throttle } from "../src/graph/service/throttle";
import { defaultSettings } from "../src/settings/settings";
import { send, startContoso } from "./support/client";

let emulator: Emulator;
const start = async (settings: Readonly<Record<string, unknown>> = {}, options: Partial<EmulatorOptions> = {}) => {
  ({ emulator } = await startContoso({ ...options, settings }));
};
afterEach(() => emulator.stop());

describe("throttling by the published numbers", () => {
  it("refuses the 3,001st write in 150 seconds, in words and headers, and forgets with time", async () => {
    await start();
    emulator.clock.freeze();
    // Twenty together, one after the other: each item of a batch is counted by itself.
    for (let at = 0; at < 3000; at += 20) {
      const requests = Array.from({ length: 20 }, (_, item) => ({
        id: String(item),
        ...(item > 0 && { dependsOn: [String(item - 1)] }),
        method: "PATCH",
        url: "/users/adele@contoso.com",
        headers: { "content-type": "application/json" },
        body: { department: String(at + item) },
      }));
      const { json } = await send(emulator, "POST", "/v1.0/$batch", { requests });
      expect((json.responses as { status: number }[]).map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, () => 204),
      );
      // The resource units of a small tenant last for 3,500 requests; only the writes are to run out.
      if (at === 1980) emulator.clock.advance(10_000);
    }
    const answer = await send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "one more" });
    expect(answer.status).toBe(429);
    expect(answer.json.error).toMatchObject({ code: "TooManyRequests", message: "Please retry again later." });
    expect(answer.headers.get("retry-after")).toBe("140");
    expect(answer.headers.get("x-ms-throttle-scope")).toBe(
      `Tenant_Application/ReadWrite/open/${emulator.tenant.state.organization.id}`,
    );
    expect(answer.headers.get("x-ms-throttle-information")).toBe("WriteLimitExceeded");
    emulator.clock.advance(140_000);
    expect((await send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "later" })).status).toBe(204);
  });

  it.each([
    ["tenantLoad", 99, "PATCH", 180, "Tenant", "WriteLimitExceeded", 300],
    ["applicationLoad", 99, "PATCH", 350, "Application", "WriteLimitExceeded", 300],
    ["applicationLoad", 99.9, "GET", 150, "Application", "ResourceUnitLimitExceeded", 20],
    ["globalLoad", 99.9, "GET", 130, "Global", null, 10],
  ] as const)(
    "lets others use up wider limits (%s %s: %s %s times, then %s)",
    async (name, load, method, allowed, scope, information, windowSeconds) => {
      await start({ [name]: load });
      emulator.clock.freeze();
      const ask = () =>
        method === "GET"
          ? send(emulator, "GET", "/v1.0/organization?$select=id")
          : send(emulator, "PATCH", "/v1.0/users/adele@contoso.com", { department: "x" });
      for (let at = 0; at < allowed; at += 1) expect((await ask()).status).toBeLessThan(300);
      const { status, headers } = await ask();
      expect([
        status,
        headers.get("x-ms-throttle-scope"),
        headers.get("x-ms-throttle-information"),
        headers.get("retry-after"),
      ]).toEqual([
        429,
        `${scope}/ReadWrite/open/${emulator.tenant.state.organization.id}`,
        information,
        String(windowSeconds),
      ]);
      emulator.clock.advance(windowSeconds * 1000);
      expect((await ask()).status).toBeLessThan(300);
    },
  );

  it("shares the writes of a tenant among its applications, and nothing else", () => {
    const throttle = new Throttle(
      () => 0,
      () => 10,
      () => defaultSettings,
    );
    const admitted = Array.from(
      { length: 7 },
      (_, app) =>
        Array.from({ length: 3000 }, () => throttle.admit(`app${app}`, 1, true)).filter(({ kind }) => kind === "pass")
          .length,
    );
    expect(admitted).toEqual([3000, 3000, 3000, 3000, 3000, 3000, 0]);
    expect(throttle.admit("app6", 1, true)).toEqual({
      kind: "refused",
      scope: "Tenant",
      counted: "writes",
      retryAfterSeconds: 300,
    });
    expect(throttle.admit("app6", 1, false).kind).toBe("pass");
  });

  it("counts resource units by the published prices and says so near the limit", async () => {
    await start();
    emulator.clock.freeze();
    const price = async (path: string) =>
      (await send(emulator, "GET", `/v1.0${path}`)).headers.get("x-ms-resource-unit");
    expect(await price("/users")).toBe("2");
    expect(await price("/users?$select=id")).toBe("1");
    expect(await price("/subscribedSkus")).toBe("3");
    expect(await price("/subscribedSkus?$select=skuId")).toBe("2");
    expect(await price("/users/adele@contoso.com/licenseDetails")).toBe("2");
    let share: string | null = null;
    for (let at = 0; share === null; at += 1)
      share = (await send(emulator, "GET", "/v1.0/subscribedSkus")).headers.get("x-ms-throttle-limit-percentage");
    expect(share).toBe("0.80");
  });
});
