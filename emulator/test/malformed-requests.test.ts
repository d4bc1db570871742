import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveTenant } from "../src/file/save-tenant";
import type { Emulator } from "../src/start";
import { startContoso } from "./support/client";
import { skuIds } from "./support/contoso";

let emulator: Emulator;
beforeAll(async () => {
  ({ emulator } = await startContoso({ settings: { throttling: "off" } }));
});
afterAll(() => emulator.stop());

const words = [
  "users",
  "groups",
  "adele@contoso.com",
  "assignLicense",
  "$batch",
  "$count",
  "$ref",
  "members",
  "microsoft.graph.user",
  "subscribedSkus",
  "directory",
  "deletedItems",
  "restore",
  "getByIds",
  "directoryObjects",
  "organization",
  "licenseDetails",
  "users('adele@contoso.com')",
  "%",
  "%zz",
  "..",
  "",
  "me",
  "reprocessLicenseAssignment",
  "11111111-2222-3333-4444-555555555555",
];
const queries = [
  "",
  "?$top=0",
  "?$top=x",
  "?$select=",
  "?$select=nope",
  "?$filter=",
  "?$filter='",
  "?$filter=id in (",
  "?$filter=not",
  "?$filter=a/any(",
  "?$filter=((((",
  "?$skiptoken=x",
  "?$skiptoken=",
  "?$count=maybe",
  "?$orderby=;",
  "?$expand=*",
  "?$search=x",
  "?$nope=1",
  "?$filter=assignedLicenses/any(a:b/c eq 1)",
  "?%",
];
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text)) },
);
const path = fc
  .tuple(fc.constantFrom("v1.0", "beta", "v9", ""), fc.array(segment, { maxLength: 4 }))
  .map(([version, parts]) => `/${[version, ...parts].join("/")}`);
const method = fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS");
/** Never a body that could be right: nothing well-formed may slip in and change something. */
const badBody = fc.oneof(
  fc.string().map((text) => `{${text}`),
  fc.constantFrom(
    "[]",
    "null",
    "1",
    '"x"',
    "{",
    "{}",
    '{"requests":1}',
    '{"requests":[]}',
    '{"requests":[null]}',
    '{"requests":[{"id":"1"}]}',
    '{"ids":"x"}',
    '{"@odata.id":5}',
    '{"addLicenses":null,"removeLicenses":[]}',
  ),
  fc
    .constantFrom(
      { addLicenses: [null], removeLicenses: [] },
      { addLicenses: [{ skuId: 5 }], removeLicenses: [] },
      { addLicenses: [{ skuId: skuIds.STANDARDPACK, disabledPlans: null }], removeLicenses: [] },
      { addLicenses: [{ skuId: skuIds.STANDARDPACK, colour: "red" }], removeLicenses: [] },
      { addLicenses: [], removeLicenses: ["x"] },
      { addLicenses: [], removeLicenses: [], more: true },
      { usageLocation: "Nowhere" },
      { accountEnabled: "yes" },
      { displayName: 5 },
      { userPrincipalName: "no-at-sign" },
      {
        requests: [
          {
            id: "1",
            method: "POST",
            url: "/users/adele@contoso.com/assignLicense",
            headers: { "Content-Type": "application/json" },
            body: { addLicenses: [{ skuId: "x" }] },
          },
        ],
      },
      { requests: [{ id: "1", method: "GET", url: "/%" }] },
    )
    .map((value) => JSON.stringify(value)),
);

async function request(verb: string, target: string, body: string | undefined): Promise<number> {
  const response = await fetch(`${emulator.url}${target}`, {
    method: verb,
    headers: { authorization: "Bearer test", "content-type": "application/json" },
    ...(verb === "GET" || body === undefined ? {} : { body }),
  });
  const text = await response.text();
  if (response.status >= 400 && text !== "") expect(JSON.parse(text)).toHaveProperty("error.code");
  return response.status;
}

describe("malformed and random requests", () => {
  it("never answer 500 and never change anything", async () => {
    const before = saveTenant(emulator.tenant.state);
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        fc.constantFrom(...queries),
        fc.option(badBody, { nil: undefined }),
        async (verb, where, query, body) => {
          // A DELETE without a body is right as it is, and so is reprocessing: both are meant to change things.
          fc.pre(verb !== "DELETE" && !/reprocessLicenseAssignment|restore/i.test(where));
          expect(await request(verb, `${where}${query}`, body)).toBeLessThan(500);
        },
      ),
      { numRuns: 600 },
    );
    expect(saveTenant(emulator.tenant.state)).toEqual(before);
    expect(emulator.tenant.log).toEqual([]);
  });
});
