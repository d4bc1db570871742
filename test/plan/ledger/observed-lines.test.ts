import { describe, expect, it } from "vitest";
import { observedLines } from "../../../src/plan/ledger/observed-lines";
import { planOf } from "../support/show";
import { desired, observed, owning, policy, sku, user } from "../support/tenant";

const visio = (scope: "declared" | "tenant") => policy({ authoritative: { skus: ["VISIOCLIENT"], scope } });
const unreadable = user("eve", [], { assignments: undefined as never });

describe("the lines that are read", () => {
  const seen = observed({
    users: [user("adele", ["MCOEV", "VISIO", "E3"]), user("stranger", ["VISIO", "MCOEV"]), unreadable],
    wholeTenant: true,
  });
  const read = (scope: "declared" | "tenant") =>
    observedLines({ ledger: owning({ adele: "MCOEV" }), observed: seen, policy: visio(scope) }).users;

  it("have strangers only under authority over the tenant, and never those of whom nothing was read", () => {
    expect(read("tenant")).toStrictEqual({
      "adele@contoso.com": "MCOEV, VISIOCLIENT",
      "stranger@contoso.com": "VISIOCLIENT",
    });
    expect(read("declared")).toStrictEqual({ "adele@contoso.com": "MCOEV, VISIOCLIENT" });
  });

  it("show the plans of the direct licence, which is the one that is managed, whatever a group has on", () => {
    const ledger = owning({ adele: "ENTERPRISEPACK(-TEAMS1)" });
    const line = (...ways: readonly string[]) =>
      observedLines({ ledger, observed: observed({ users: [user("adele", ways)] }), policy: policy() }).users[
        "adele@contoso.com"
      ];
    expect(line("E3/x", "E3(-YAMMER)")).toBe("ENTERPRISEPACK(-YAMMER_ENTERPRISE)");
    expect(line("E3(-YAMMER)", "E3/x")).toBe("ENTERPRISEPACK(-YAMMER_ENTERPRISE)");
    expect(line("E3/x", "E3(-YAMMER)/y")).toBe("ENTERPRISEPACK(all)");
  });

  it("show the plans as they were declared where the tenant no longer lists the subscription", () => {
    const gone = observed({ skus: [sku("MCOEV")], users: [user("adele", ["E3(-YAMMER)"])] });
    expect(
      observedLines({ ledger: owning({ adele: "ENTERPRISEPACK(-TEAMS1)" }), observed: gone, policy: policy() }).users,
    ).toEqual({ "adele@contoso.com": "ENTERPRISEPACK(-TEAMS1)" });
  });
});

it("a declared group that cannot be read and of which nothing is owned has no line in a plan", () => {
  const plan = planOf({
    desired: desired({}, { Sales: "MCOEV" }),
    observed: observed({ absent: [{ kind: "unreadable", lookup: "sales", reason: "403" }] }),
  });
  expect(plan.lines).toStrictEqual({ users: {}, groups: {} });
  expect(plan.findings.map(({ code }) => code)).toEqual(["group-unreachable"]);
});
