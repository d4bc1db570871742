import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Outputs } from "../../../src/provider/contract/properties";
import { verifyOutputs } from "../../../src/provider/engine/verify-outputs";
import { emptyLedger, formatLedger } from "../../../src/plan/ledger/ledger-text";
import { policy, tenantId } from "../../plan/support/tenant";

const outputs: Outputs = {
  tenant: "contoso.com",
  tenantId,
  policy: policy({ usageLocation: { fromCountry: true }, authoritative: { skus: ["MCOEV"], scope: "declared" } }),
  seats: {},
  digest: "abc",
  __ledger: formatLedger(emptyLedger(tenantId)),
  __shown: '{"users":[],"groups":["Sales"]}',
  __urn: "urn:pulumi:contoso::licenses::m365:TenantLicenses::licenses",
  __settled: ["r1"],
  __begun: { until: "2026-12-31T00:00:00.000Z", given: "{}" },
};
const withChanged = (changed: object) => (): void => verifyOutputs({ ...outputs, ...changed });

describe("the outputs of a state", () => {
  it("are believed as runs leave them", () => expect(withChanged({})).not.toThrow());

  it("are believed as the first version left them", () => {
    const file = join(__dirname, "../../engine/fixtures/state-of-the-first-version.json");
    const { deployment } = JSON.parse(readFileSync(file, "utf8")) as {
      deployment: { resources: { type: string; outputs: Outputs }[] };
    };
    const kept = deployment.resources.filter(({ type }) => type.includes("TenantLicenses"));
    expect(kept.length).toBeGreaterThan(0);
    for (const resource of kept) expect(() => verifyOutputs(resource.outputs)).not.toThrow();
  });

  it.each<[string, object, string]>([
    ["no ledger", { __ledger: undefined }, "__ledger: a text is expected, and there is nothing"],
    ["a ledger that is an object", { __ledger: {} }, "__ledger: a text is expected"],
    ["no policy", { policy: undefined }, "policy: an object is expected, and there is nothing"],
    [
      "protected people who are none",
      { policy: { ...outputs.policy, protected: 5 } },
      "policy.protected: a list is expected",
    ],
    ["limits of a kind that there is not", { policy: { ...outputs.policy, limits: { kind: "x" } } }, "policy.limits"],
    ["runs that are no list", { __settled: { length: 1 } }, "__settled: a list is expected"],
    ["a run that began at no time", { __begun: { given: "{}" } }, "__begun.until: a text is expected"],
    ["names that are none", { __shown: "[]" }, "__shown: names are expected"],
    ["names that are no JSON", { __shown: "{" }, "__shown: names are expected"],
  ])("are refused with %s, at the place", (_, changed, place) => {
    expect(withChanged(changed)).toThrow(
      expect.objectContaining({ code: "state-damaged", message: expect.stringContaining(place) as string }) as Error,
    );
  });
});
