import { describe, expect, it } from "vitest";
import { saveTenant } from "../src/file/save-tenant";
import { startEmulator, type Emulator } from "../src/start";
import { send } from "./support/client";

async function tokenOf(emulator: Emulator, client_id: string): Promise<string> {
  const scope = "https://graph.microsoft.com/.default";
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret: "s", scope });
  const issued = await fetch(`${emulator.url}/contoso.com/oauth2/v2.0/token`, { method: "POST", body });
  return ((await issued.json()) as { access_token: string }).access_token;
}

const tenant = {
  verifiedDomains: ["contoso.com"],
  skus: [
    {
      sku: "ENTERPRISEPACK",
      enabled: 4,
      warning: 2,
      subscriptions: [
        { licenses: 4, nextLifecycle: "2027-06-30T00:00:00Z", trial: true },
        { licenses: 2, status: "Warning" as const, nextLifecycle: "2026-12-20T00:00:00Z" },
      ],
    },
    { sku: "MCOEV", enabled: 3, suspended: 1 },
    { sku: "VISIOCLIENT", gone: true },
  ],
};

describe("commercial subscriptions", () => {
  it("are listed one by one, with the next date of each, and found again in a saved tenant", async () => {
    const emulator = await startEmulator({ tenant });
    const { json } = await send(emulator, "GET", "/v1.0/directory/subscriptions");
    const { value } = json as { value: Record<string, unknown>[] };
    expect(
      value.map(({ skuPartNumber, status, totalLicenses, nextLifecycleDateTime, isTrial }) => [
        skuPartNumber,
        status,
        totalLicenses,
        nextLifecycleDateTime,
        isTrial,
      ]),
    ).toEqual([
      ["ENTERPRISEPACK", "Enabled", 4, "2027-06-30T00:00:00Z", true],
      ["ENTERPRISEPACK", "Warning", 2, "2026-12-20T00:00:00Z", false],
      ["MCOEV", "Enabled", 3, null, false],
      ["MCOEV", "Suspended", 1, null, false],
    ]);
    expect(new Set(value.map(({ id }) => id)).size).toBe(4);
    expect(saveTenant(emulator.tenant.state).skus?.[0]?.subscriptions).toMatchObject([
      { licenses: 4, status: "Enabled", nextLifecycle: "2027-06-30T00:00:00.000Z", trial: true },
      { licenses: 2, status: "Warning", nextLifecycle: "2026-12-20T00:00:00.000Z" },
    ]);
    const { json: part } = await send(emulator, "GET", "/v1.0/directory/subscriptions?$select=skuId,status");
    expect((part as { value: object[] }).value[0]).toEqual({ skuId: value[0]?.["skuId"], status: "Enabled" });
    await emulator.stop();
  });

  it("need Organization.Read.All: the permission to read licences is not enough", async () => {
    const app = (appId: string, permissions: readonly string[]) => ({
      appId,
      permissions: [...permissions],
      secrets: ["s"],
    });
    const [reader, knower] = ["12345678-1234-4234-8234-123456789012", "12345678-1234-4234-8234-123456789013"];
    const emulator = await startEmulator({
      tenant: {
        ...tenant,
        apps: [app(reader, ["LicenseAssignment.Read.All"]), app(knower, ["Organization.Read.All"])],
      },
      signIn: "required",
    });
    const ask = async (appId: string) => {
      const authorization = `Bearer ${await tokenOf(emulator, appId)}`;
      return (await send(emulator, "GET", "/v1.0/directory/subscriptions", undefined, { authorization })).status;
    };
    expect([await ask(reader), await ask(knower)]).toEqual([403, 200]);
    await emulator.stop();
  });
});
