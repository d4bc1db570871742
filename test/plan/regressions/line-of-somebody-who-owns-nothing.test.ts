import { describe, expect, it } from "vitest";
import { observedLines } from "../../../src/plan/ledger/observed-lines";
import { run } from "../support/run";
import { planOf } from "../support/show";
import { desired, noLimits, observed, owning, policy, user } from "../support/tenant";

/**
 * A protected person was declared and held a SKU under authority over the declared. The plan promised a line for what
 * it left alone; no run ever made an entry for it, so reading the tenant never showed that line, and every preview told
 * of the same change.
 */
describe("a declared person of whom nothing is owned after the run", () => {
  const input = {
    desired: desired({ breakglass: "MCOEV" }),
    ledger: owning(),
    observed: observed({ users: [user("breakglass", ["VISIO"])] }),
    policy: policy({
      limits: noLimits,
      protected: ["breakglass@contoso.com"],
      authoritative: { skus: ["VISIOCLIENT"], scope: "declared" },
    }),
  };

  it("has the line that is read afterwards: none", async () => {
    const { execution } = await run(input);
    const read = observedLines({ ...input, ledger: execution.ledger });
    expect(planOf(input).lines).toEqual(read);
    expect(read.users).toEqual({});
  });

  it("has none where it is left out of the run either", () => {
    const withheld = { ...input, policy: { ...input.policy, protected: [] }, withheld: new Set(["breakglass"]) };
    expect(planOf(withheld).lines).toEqual(observedLines(withheld));
  });

  it("has one where the authority is over the tenant, which shows everybody", () => {
    const everywhere = {
      ...input,
      policy: policy({ ...input.policy, authoritative: { skus: ["VISIOCLIENT"], scope: "tenant" } }),
    };
    expect(planOf(everywhere).lines.users).toEqual({ "breakglass@contoso.com": "VISIOCLIENT" });
    expect(planOf(everywhere).lines).toEqual(observedLines(everywhere));
  });
});
