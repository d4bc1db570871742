import type { Client } from "@microsoft/microsoft-graph-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../src/start";
import { administrate } from "../src/control/administrate";
import { readSettings } from "../src/settings/settings";
import { refusalOf, startContoso } from "./support/client";
import { contoso, planIds, skuIds } from "./support/contoso";

let emulator: Emulator;
let client: Client;
beforeEach(async () => {
  ({ emulator, client } = await startContoso());
});
afterEach(() => emulator.stop());

const assign = (user: string, add: (string | { skuId: string; disabledPlans?: string[] })[], remove: string[] = []) =>
  client.api(`/users/${user}/assignLicense`).post({
    addLicenses: add.map((license) => (typeof license === "string" ? { skuId: license, disabledPlans: [] } : license)),
    removeLicenses: remove,
  });
const licensesOf = async (user: string) =>
  client.api(`/users/${user}`).select("id,assignedLicenses,licenseAssignmentStates").get();
const seats = async (skuId: string) =>
  (await client.api("/subscribedSkus").get()).value.find((sku: { skuId: string }) => sku.skuId === skuId) as {
    consumedUnits: number;
  };

describe("assignLicense on a user", () => {
  it("assigns, shows the direct state, and takes a seat", async () => {
    const answer = await assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]);
    expect(answer.userPrincipalName).toBe("diego@contoso.com");
    const user = await licensesOf("diego@contoso.com");
    expect(user.assignedLicenses).toEqual([{ skuId: skuIds.ENTERPRISEPACK, disabledPlans: [] }]);
    expect(user.licenseAssignmentStates).toMatchObject([
      { skuId: skuIds.ENTERPRISEPACK, assignedByGroup: null, state: "Active", error: "None", disabledPlans: [] },
    ]);
    expect((await seats(skuIds.ENTERPRISEPACK)).consumedUnits).toBe(2);
  });

  it("swaps in one call and logs one moment", async () => {
    await assign("adele@contoso.com", [skuIds.ENTERPRISEPREMIUM], [skuIds.ENTERPRISEPACK]);
    const effects = emulator.tenant.log.filter((entry) => entry.change.kind === "effectiveLicenses");
    expect(effects).toHaveLength(1);
    expect(effects[0]!.change).toMatchObject({ gained: [skuIds.ENTERPRISEPREMIUM], lost: [skuIds.ENTERPRISEPACK] });
    expect(effects[0]!.actor).toEqual({ kind: "application", id: "open" });
  });

  it("replaces the disabled plans of a licence that is there, without another seat", async () => {
    await assign("adele@contoso.com", [{ skuId: skuIds.ENTERPRISEPACK, disabledPlans: [planIds.SWAY] }]);
    expect((await licensesOf("adele@contoso.com")).assignedLicenses).toEqual([
      { skuId: skuIds.ENTERPRISEPACK, disabledPlans: [planIds.SWAY] },
    ]);
    await assign("adele@contoso.com", [{ skuId: skuIds.ENTERPRISEPACK }]);
    expect((await licensesOf("adele@contoso.com")).assignedLicenses).toEqual([
      { skuId: skuIds.ENTERPRISEPACK, disabledPlans: [] },
    ]);
    expect((await seats(skuIds.ENTERPRISEPACK)).consumedUnits).toBe(1);
  });

  it("takes base and add-on together, and refuses the add-on alone", async () => {
    expect(await refusalOf(assign("diego@contoso.com", [skuIds.MCOEV]))).toEqual({
      statusCode: 400,
      code: "Request_BadRequest",
      message:
        `License assignment failed because service plan ${planIds.MCOEV} depends on the service plan(s) ` +
        `${planIds.TEAMS1}, ${planIds.MCOSTANDARD}`,
    });
    await assign("diego@contoso.com", [skuIds.MCOEV, skuIds.ENTERPRISEPACK]);
    expect((await licensesOf("diego@contoso.com")).assignedLicenses).toHaveLength(2);
    expect((await refusalOf(assign("diego@contoso.com", [], [skuIds.ENTERPRISEPACK]))).message).toContain(
      "depends on the service plan(s)",
    );
  });

  it.each([
    [
      "nowhere@contoso.com",
      [skuIds.STANDARDPACK],
      [],
      "License assignment cannot be done for user with invalid usage location.",
    ],
    ["diego@contoso.com", [], [skuIds.STANDARDPACK], "User does not have a corresponding license."],
    [
      "grady@contoso.com",
      [],
      [skuIds.STANDARDPACK],
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    ],
    ["diego@contoso.com", [], [], "No license changes provided"],
    [
      "diego@contoso.com",
      ["11111111-2222-3333-4444-555555555555"],
      [],
      "License 11111111-2222-3333-4444-555555555555 does not correspond to a valid company License.",
    ],
    [
      "diego@contoso.com",
      ["47794cd0-f0e5-45c5-9033-2eb6b5fc84e0"],
      [],
      "License 47794cd0-f0e5-45c5-9033-2eb6b5fc84e0 cannot be assigned to a user.",
    ],
    [
      "adele@contoso.com",
      [skuIds.STANDARDWOFFPACK_STUDENT],
      [],
      "License assignment failed because service plans " +
        `${planIds.YAMMER_ENTERPRISE},2078e8df-cff6-4290-98cb-5408261a760a are mutually exclusive`,
    ],
  ])("refuses for %s in Graph's words and changes nothing", async (user, add, remove, message) => {
    const before = emulator.tenant.log.length;
    expect(await refusalOf(assign(user, add, remove))).toEqual({
      statusCode: 400,
      code: "Request_BadRequest",
      message,
    });
    expect(emulator.tenant.log).toHaveLength(before);
  });

  it("says which SKU has no seats, and gives a freed seat to the next", async () => {
    await assign("diego@contoso.com", [skuIds.VISIOCLIENT]);
    expect((await refusalOf(assign("lynne@contoso.com", [skuIds.VISIOCLIENT]))).message).toBe(
      `Subscription with SKU ${skuIds.VISIOCLIENT} does not have any available licenses.`,
    );
    await assign("diego@contoso.com", [], [skuIds.VISIOCLIENT]);
    await assign("lynne@contoso.com", [skuIds.VISIOCLIENT]);
    expect((await seats(skuIds.VISIOCLIENT)).consumedUnits).toBe(1);
  });

  it("adds a direct assignment beside the inherited one, one seat for both", async () => {
    await assign("grady@contoso.com", [skuIds.STANDARDPACK]);
    const { licenseAssignmentStates } = await licensesOf("grady@contoso.com");
    expect(licenseAssignmentStates).toHaveLength(2);
    expect((await seats(skuIds.STANDARDPACK)).consumedUnits).toBe(1);
  });

  it("refuses people in a restricted administrative unit and unknown people", async () => {
    expect(await refusalOf(assign("vip@contoso.com", [skuIds.STANDARDPACK]))).toEqual({
      statusCode: 403,
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });
    expect(await refusalOf(assign("nobody@contoso.com", [skuIds.STANDARDPACK]))).toEqual({
      statusCode: 404,
      code: "Request_ResourceNotFound",
      message:
        "Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not " +
        "present.",
    });
  });

  it("names the parameters that are missing and refuses what is no GUID", async () => {
    expect(
      (await refusalOf(client.api("/users/adele@contoso.com/assignLicense").post({ addLicenses: [] }))).message,
    ).toBe(
      "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing " +
        "parameters are: removeLicenses.",
    );
    expect((await refusalOf(assign("adele@contoso.com", [], ["E3"]))).message).toContain(
      "Cannot convert a primitive value to the expected type 'Edm.Guid'.",
    );
  });
});

describe("a SKU that is suspended or locked out", () => {
  const planStatuses = async (user: string) => {
    const { assignedPlans } = await client.api(`/users/${user}`).select("assignedPlans").get();
    return new Set((assignedPlans as { capabilityStatus: string }[]).map(({ capabilityStatus }) => capabilityStatus));
  };

  it.each([
    ["Suspended", { enabled: 0, suspended: 5 }],
    ["LockedOut", { enabled: 0, lockedOut: 5 }],
  ])(
    "%s: cannot be assigned, is not taken from those who hold it, and its plans do not work",
    async (status, units) => {
      administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPACK", units });
      expect(await seats(skuIds.ENTERPRISEPACK)).toMatchObject({
        capabilityStatus: status,
        consumedUnits: 1,
        prepaidUnits: { enabled: 0 },
      });
      expect((await refusalOf(assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]))).message).toContain(
        "does not have any available licenses",
      );
      expect((await licensesOf("adele@contoso.com")).licenseAssignmentStates).toMatchObject([
        { skuId: skuIds.ENTERPRISEPACK, state: "Active", error: "None" },
      ]);
      await assign("adele@contoso.com", [{ skuId: skuIds.ENTERPRISEPACK, disabledPlans: [planIds.SWAY] }]);
      expect(await planStatuses("adele@contoso.com")).toEqual(new Set([status]));
      emulator.tenant.configure(readSettings({ suspendedPlans: "enabled" }));
      expect(await planStatuses("adele@contoso.com")).toEqual(new Set(["Enabled"]));
    },
  );

  it("that has ended is no longer listed, is taken from nobody, and is there again when bought", async () => {
    const noLicense = `License ${skuIds.ENTERPRISEPACK} does not correspond to a valid company License.`;
    administrate(emulator.tenant, { kind: "endSubscription", sku: "ENTERPRISEPACK" });
    expect(await seats(skuIds.ENTERPRISEPACK)).toBeUndefined();
    expect((await refusalOf(assign("adele@contoso.com", [], [skuIds.ENTERPRISEPACK]))).message).toBe(noLicense);
    const swap = assign("adele@contoso.com", [skuIds.STANDARDPACK], [skuIds.ENTERPRISEPACK]);
    expect(await refusalOf(swap)).toEqual({ statusCode: 400, code: "Request_BadRequest", message: noLicense });
    expect((await refusalOf(assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]))).message).toBe(noLicense);
    expect((await licensesOf("adele@contoso.com")).licenseAssignmentStates).toMatchObject([
      { skuId: skuIds.ENTERPRISEPACK, state: "Active" },
    ]);
    emulator.tenant.configure(readSettings({ goneRemoval: "accept" }));
    await assign("adele@contoso.com", [skuIds.STANDARDPACK], [skuIds.ENTERPRISEPACK]);
    administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPACK", units: { enabled: 2 } });
    expect(await seats(skuIds.ENTERPRISEPACK)).toMatchObject({ capabilityStatus: "Enabled" });
    await assign("diego@contoso.com", [skuIds.ENTERPRISEPACK]);
  });

  it("that is suspended is taken back, or by a setting not", async () => {
    administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPACK", units: { enabled: 0, suspended: 5 } });
    emulator.tenant.configure(readSettings({ lapsedRemoval: "refuse" }));
    expect((await refusalOf(assign("adele@contoso.com", [], [skuIds.ENTERPRISEPACK]))).message).toContain(
      "does not correspond to a valid company License.",
    );
    emulator.tenant.configure(readSettings({ lapsedRemoval: "accept" }));
    await assign("adele@contoso.com", [], [skuIds.ENTERPRISEPACK]);
    expect((await licensesOf("adele@contoso.com")).assignedLicenses).toEqual([]);
  });

  it("has plans that work where another SKU gives them, and units that count for nothing by their state", async () => {
    await assign("adele@contoso.com", [skuIds.ENTERPRISEPREMIUM]);
    administrate(emulator.tenant, { kind: "setSeats", sku: "ENTERPRISEPREMIUM", units: { enabled: 0, suspended: 3 } });
    expect(await planStatuses("adele@contoso.com")).toEqual(new Set(["Enabled", "Suspended"]));
    await emulator.stop();
    const { skus = [], ...rest } = contoso();
    ({ emulator, client } = await startContoso({
      tenant: {
        ...rest,
        skus: skus.map((sku) => (sku.sku === "STANDARDPACK" ? { ...sku, capabilityStatus: "Suspended" } : sku)),
      },
    }));
    expect(await seats(skuIds.STANDARDPACK)).toMatchObject({
      capabilityStatus: "Suspended",
      prepaidUnits: { enabled: 10 },
    });
    expect((await refusalOf(assign("diego@contoso.com", [skuIds.STANDARDPACK]))).message).toContain(
      "does not have any available licenses",
    );
  });
});
