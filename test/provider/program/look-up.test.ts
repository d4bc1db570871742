import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { getPerson, getProduct, getSkus } from "../../../src/provider/program/look-up";

const tenant = "contoso.onmicrosoft.com";
let emulator: Emulator;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  emulator = await startEmulator({
    tenant: {
      displayName: "Contoso",
      verifiedDomains: [tenant, "contoso.com"],
      skus: [
        { sku: "ENTERPRISEPACK", enabled: 3 },
        { sku: "MCOEV", enabled: 1 },
      ],
      users: [
        { userPrincipalName: "adele@contoso.com", displayName: "Adele", usageLocation: "US", licenses: ["MCOEV"] },
      ],
      groups: [{ displayName: "Sales", licenses: ["ENTERPRISEPACK"], members: ["adele@contoso.com"] }],
    },
  });
  environment = { M365_LICENSES_GRAPH_ENDPOINT: emulator.url };
});
afterAll(() => emulator.stop());

describe("a program asks", () => {
  it("what the tenant has bought", async () => {
    const skus = await getSkus({ tenant }, environment);
    expect(skus.map(({ partNumber, name, bought, used, free }) => ({ partNumber, name, bought, used, free }))).toEqual([
      { partNumber: "ENTERPRISEPACK", name: "Office 365 E3", bought: 3, used: 1, free: 2 },
      { partNumber: "MCOEV", name: "Microsoft Teams Phone Standard", bought: 1, used: 1, free: 0 },
    ]);
  });

  it("what somebody holds, and by which way", async () => {
    const { displayName, usageLocation, licenses } = await getPerson(
      { tenant, person: "ADELE@contoso.com" },
      environment,
    );
    expect({ displayName, usageLocation }).toEqual({ displayName: "Adele", usageLocation: "US" });
    expect(licenses.map(({ partNumber, state, group }) => [partNumber, state, group?.name])).toEqual([
      ["ENTERPRISEPACK", "Active", "Sales"],
      ["MCOEV", "Active", undefined],
    ]);
  });

  it("what a product is called, without a tenant", () => {
    const { partNumber, skuId, name, plans = [] } = getProduct("office 365 e3");
    expect([partNumber, skuId, name]).toEqual([
      "ENTERPRISEPACK",
      "6fd2c87f-b296-42f0-b197-1e91e994b900",
      "Office 365 E3",
    ]);
    expect(getProduct(skuId.toUpperCase())).toBe(getProduct(partNumber));
    expect(plans.map((plan) => plan.name)).toContain("EXCHANGE_S_ENTERPRISE");
  });

  it("and changes nothing by it", () => {
    const writes = emulator.tenant.log.filter(({ actor }) => actor.kind === "application");
    expect(writes).toEqual([]);
  });
});

describe("a program is refused, in one sentence and without a stack", () => {
  const said = async (asking: Promise<unknown> | (() => unknown)): Promise<string> => {
    try {
      await (typeof asking === "function" ? asking() : asking);
      return "nothing";
    } catch (error) {
      expect(error).toMatchObject({ __pulumiRunError: true });
      return error instanceof Error && error.stack === error.message ? error.message : "a stack";
    }
  };

  it("where the credentials lead to another tenant", async () => {
    const refusal = await said(getSkus({ tenant: "fabrikam.com" }, environment));
    expect(refusal).toMatch(
      /^The credentials lead to Contoso \([-0-9a-f]{36}\), and the program asks for fabrikam\.com\./,
    );
    expect(refusal).toMatch(/\[another-tenant\]$/);
  });

  it("where nobody is called so", async () => {
    expect(await said(getPerson({ tenant, person: "adel@contoso.com" }, environment))).toBe(
      "The tenant Contoso has nobody called adel@contoso.com. Write the user principal name as the tenant has it. " +
        "[unknown-person]",
    );
  });

  it("where the connection is not set up", async () => {
    const wrong = { ...environment, M365_LICENSES_GRAPH_ENDPOINT: "https://graph.example.com" };
    expect(await said(getSkus({ tenant }, wrong))).toContain("The connection to Microsoft Graph is not set up");
  });

  it("where no product is called so, or several are", async () => {
    expect(await said(() => getProduct("Ofice 365 E3"))).toContain("Did you mean `Office 365 E3`");
    expect(await said(() => getProduct("Microsoft 365 Copilot"))).toMatch(
      /is the name of \d products: .*\[unknown-product\]$/,
    );
  });
});
