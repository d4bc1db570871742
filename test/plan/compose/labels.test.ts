import { describe, expect, it } from "vitest";
import { planOf } from "../support/show";
import { desired, group, noLimits, observed, owning, planIds, policy, sku, skuIds, user } from "../support/tenant";

type Over = Parameters<typeof planOf>[0];

const labels = (over: Over) => {
  const { skus, plans } = planOf({ policy: policy({ limits: noLimits }), ...over });
  return { skus: Object.fromEntries(Object.entries(skus).map(([id, { partNumber }]) => [id, partNumber])), plans };
};

describe("names of what a plan mentions", () => {
  it("are those of what is given and taken, and of the plans that are off before or after", () => {
    const tenant = observed({ users: [user("a", ["E3(-YAMMER)", "MCOPSTN1"]), user("b", ["VISIO(-VISIO_DRIVE)"])] });
    const declared = desired({ a: "ENTERPRISEPACK(-TEAMS1)" });
    expect(
      labels({
        desired: declared,
        ledger: owning({ a: "ENTERPRISEPACK, MCOPSTN1", b: "VISIOCLIENT" }),
        observed: tenant,
      }),
    ).toEqual({
      skus: { [skuIds.E3]: "ENTERPRISEPACK", [skuIds.MCOPSTN1]: "MCOPSTN1", [skuIds.VISIO]: "VISIOCLIENT" },
      plans: {
        [planIds.TEAMS]: "TEAMS1",
        [planIds.YAMMER]: "YAMMER_ENTERPRISE",
        [planIds.VISIO_DRIVE]: "ONEDRIVE_BASIC",
      },
    });
  });

  it("have those of a licence whose plans were carried over, and of one that a group takes", () => {
    const tenant = observed({ users: [user("a", ["E3(-YAMMER)/g"])], groups: [group("g", ["E3(-YAMMER)"], ["a"])] });
    expect(
      labels({
        desired: desired({}, { "Group g": "STANDARDPACK" }),
        ledger: owning({}, { g: "ENTERPRISEPACK" }),
        observed: tenant,
      }),
    ).toEqual({
      skus: { [skuIds.E1]: "STANDARDPACK", [skuIds.E3]: "ENTERPRISEPACK" },
      plans: { [planIds.YAMMER]: "YAMMER_ENTERPRISE" },
    });
  });

  it("have the one whose plans are carried over where nothing may be removed", () => {
    const tenant = observed({ users: [user("a", ["MCOEV(-MCOEV)"])] });
    const input = { desired: desired({ a: "ENTERPRISEPREMIUM" }), ledger: owning({ a: "MCOEV" }), observed: tenant };
    expect(labels({ ...input, policy: policy({ limits: { kind: "noneRemoved" } }) }).skus).toEqual({
      [skuIds.E5]: "ENTERPRISEPREMIUM",
      [skuIds.MCOEV]: "MCOEV",
    });
  });

  it("are empty where nothing changes", () => {
    expect(
      labels({
        desired: desired({ a: "ENTERPRISEPACK" }),
        ledger: owning({ a: "ENTERPRISEPACK" }),
        observed: observed({ users: [user("a", ["E3"])] }),
      }),
    ).toEqual({ skus: {}, plans: {} });
  });

  it("come from the ledger where the tenant no longer lists the subscription, of people as of groups", () => {
    const skus = [sku("E3"), sku("MCOEV")];
    expect(
      labels({
        desired: desired({ b: "ENTERPRISEPACK" }),
        ledger: owning({ a: "MCOEV", b: "STANDARDPACK" }),
        observed: observed({ skus, users: [user("a"), user("b", ["E1(-YAMMER)"])] }),
      }).skus,
    ).toEqual({ [skuIds.E1]: "STANDARDPACK", [skuIds.E3]: "ENTERPRISEPACK" });
    const tenant = observed({ skus, users: [user("a", ["E1/g"])], groups: [group("g", ["E1(-YAMMER)"], ["a"])] });
    const ledger = owning({}, { g: "STANDARDPACK" });
    expect(labels({ desired: desired({}, { "Group g": "ENTERPRISEPACK" }), ledger, observed: tenant }).skus).toEqual({
      [skuIds.E1]: "STANDARDPACK",
      [skuIds.E3]: "ENTERPRISEPACK",
    });
  });

  it("say which Calling Plans a product has, and are silent where it has none", () => {
    const { skus } = planOf({
      desired: desired({ a: "ENTERPRISEPACK, MCOEV, MCOPSTN1" }),
      observed: observed({ users: [user("a")] }),
    });
    expect(
      Object.entries(skus)
        .filter(([, label]) => "callingPlans" in label)
        .map(([id]) => id),
    ).toEqual([skuIds.MCOPSTN1]);
    expect(skus[skuIds.MCOPSTN1]?.callingPlans).toHaveLength(1);
    expect(skus[skuIds.E3]?.name).not.toBe("ENTERPRISEPACK");
    const servicePlans = [
      ...sku("MCOPSTN1").servicePlans,
      { id: "00000000-0000-4000-8000-00000000000a", name: "MCOPSTN_NEW", appliesTo: "User" as const },
    ];
    const both = planOf({
      desired: desired({ a: "MCOPSTN1" }),
      observed: observed({ skus: [sku("MCOPSTN1", { servicePlans })], users: [user("a")] }),
    });
    expect(both.skus[skuIds.MCOPSTN1]?.callingPlans).toEqual(["00000000-0000-4000-8000-00000000000a", planIds.PSTN1]);
  });
});
