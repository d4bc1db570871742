import { describe, expect, it } from "vitest";
import type { Reader } from "../../../src/graph/read/reader";
import { readSeatHolders } from "../../../src/graph/read/seats/read-seat-holders";
import type { ItemAnswer } from "../../../src/graph/batches/batch";
import { observeSku } from "../../../src/graph/read/observe";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
const plan = "efb87545-963c-4e0d-99df-69c6916d9eb0";
const group = "22222222-0000-4000-8000-000000000000";
const sku = observeSku({
  skuId: e3,
  skuPartNumber: "ENTERPRISEPACK",
  appliesTo: "User",
  capabilityStatus: "Enabled",
  servicePlans: [{ servicePlanId: plan, servicePlanName: "EXCHANGE_S_ENTERPRISE", appliesTo: "User" }],
});
const state = (parts: object = {}) => ({
  skuId: e3,
  assignedByGroup: null,
  disabledPlans: [],
  state: "Active",
  error: "None",
  lastUpdatedDateTime: "2021-01-01T00:00:00Z",
  ...parts,
});
const person = (parts: object = {}) => ({
  id: "11111111-0000-4000-8000-000000000001",
  userPrincipalName: "ann@contoso.com",
  accountEnabled: true,
  userType: "Member",
  createdDateTime: "2020-01-01T00:00:00Z",
  licenseAssignmentStates: [state()],
  ...parts,
});

type Refusal = { readonly status: number; readonly code: string };

/** A tenant of these people, which may refuse to tell sign-ins. */
function tenantOf(people: readonly object[], refusal?: Refusal): { readonly reader: Reader; readonly asked: string[] } {
  const asked: string[] = [];
  const reader = {
    readPages: ({ url }: { readonly url: string }, onPage: (entries: readonly object[]) => void) => {
      asked.push(decodeURIComponent(url));
      if (refusal !== undefined && (url.includes("signInActivity") || refusal.status >= 500))
        return Promise.resolve({ kind: "refused", error: { ...refusal, message: "No." } });
      onPage(people);
      return Promise.resolve({ kind: "done" });
    },
    ask: (questions: readonly { readonly url: string }[]) =>
      Promise.resolve(
        questions.map(
          ({ url }) => ({ kind: "done", body: { id: url, displayName: "Sales" } }) as unknown as ItemAnswer,
        ),
      ),
  };
  return { reader: reader as unknown as Reader, asked };
}

const read = (people: readonly object[], refusal?: Refusal) =>
  readSeatHolders(tenantOf(people, refusal).reader, sku === undefined ? [] : [sku], () => undefined);

describe("readSeatHolders", () => {
  it.each([
    [undefined, { kind: "none" }],
    [null, { kind: "none" }],
    [{}, { kind: "none" }],
    [{ lastSignInDateTime: "2026-03-04T08:00:00Z" }, { kind: "known", moment: "2026-03-04T08:00:00.000Z" }],
    [
      { lastSignInDateTime: "2026-03-04T08:00:00Z", lastNonInteractiveSignInDateTime: "2026-11-01T08:00:00Z" },
      { kind: "known", moment: "2026-11-01T08:00:00.000Z" },
    ],
    [
      { lastSignInDateTime: null, lastSuccessfulSignInDateTime: "2026-03-04T08:00:00Z" },
      { kind: "known", moment: "2026-03-04T08:00:00.000Z" },
    ],
    [{ lastSignInDateTime: "2026-03-04T08:00:00Z", lastNonInteractiveSignInDateTime: "soon" }, { kind: "unknown" }],
    [{ lastSignInDateTime: 5 }, { kind: "unknown" }],
    ["yesterday", { kind: "unknown" }],
  ])("takes %j for the last sign-in as %j", async (signInActivity, lastSignIn) => {
    const { holders } = await read([person({ signInActivity })]);
    expect(holders).toMatchObject([{ lastSignIn }]);
  });

  it("says what a seat gives, since when, and by which group", async () => {
    const states = [
      state({ disabledPlans: [plan] }),
      state({ assignedByGroup: group }),
      state({ state: "Error", error: "CountViolation" }),
    ];
    const { holders } = await read([
      person({ licenseAssignmentStates: states, userType: "Guest", accountEnabled: false }),
    ]);
    expect(holders).toMatchObject([
      {
        isGuest: true,
        isDisabled: true,
        created: "2020-01-01T00:00:00.000Z",
        seats: [
          { skuId: e3, plans: [], changed: "2021-01-01T00:00:00.000Z" },
          { skuId: e3, plans: [plan], group: { id: group, name: "Sales" } },
        ],
      },
    ]);
  });

  it("leaves out who has no licence, and of whom Graph does not say everything", async () => {
    const odd = [
      person({ licenseAssignmentStates: [] }),
      person({ licenseAssignmentStates: undefined }),
      person({ licenseAssignmentStates: [state({ state: "New" })] }),
      person({ id: undefined }),
    ];
    expect((await read(odd)).holders).toEqual([]);
    const [holder] = (await read([person({ accountEnabled: undefined, createdDateTime: undefined })])).holders;
    expect(holder).not.toHaveProperty("isDisabled");
    expect(holder).not.toHaveProperty("created");
  });

  it.each([
    ["Authorization_RequestDenied", "that needs the permission AuditLog.Read.All"],
    [
      "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      "Graph tells that only in a tenant with Entra ID P1 or P2",
    ],
  ])("reads without sign-ins where Graph refuses them as %s, and says why", async (code, why) => {
    const { holders, signInsUnknown } = await read([person()], { status: 403, code });
    expect(holders).toMatchObject([{ lastSignIn: { kind: "unknown" } }]);
    expect(signInsUnknown).toBe(why);
  });

  it("asks in pages of 120 for sign-ins, of 999 without", async () => {
    const { reader, asked } = tenantOf([person()], { status: 403, code: "Authorization_RequestDenied" });
    await readSeatHolders(reader, [], () => undefined);
    expect(asked.map((url) => url.slice(url.indexOf("$top")))).toEqual(["$top=120", "$top=999"]);
  });

  it("fails where Graph cannot answer at all", async () => {
    await expect(read([person()], { status: 503, code: "serviceNotAvailable" })).rejects.toThrow(
      /people of the tenant/,
    );
  });
});
