import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { declaringStack } from "../../../src/provider/program/declaring-stack";
import { refuseLateGroups } from "../../../src/provider/program/groups-in-time";
import { findLater } from "../../../src/provider/program/later";
import type { TenantLicensesArgs } from "../../../src/provider/program/stack-arguments";

const now = new Date("2026-11-23T12:00:00Z");
const tenant = "contoso.onmicrosoft.com";

beforeEach(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...(inputs as object) } }),
    call: () => ({}),
  }),
);
afterEach(() => pulumi.runtime.disconnect());

const valueOf = <Value>(input: pulumi.Input<Value>): Promise<unknown> =>
  new Promise((resolve) => pulumi.output(input).apply(resolve));

/** What another resource tells, as its type promises it and no program can check. */
function told(value: unknown): never {
  return pulumi.output(value as never);
}

describe("what a program says of a stack", () => {
  it("is told in one text where all of it is known, with what explains it", () => {
    const args: TenantLicensesArgs = {
      tenant,
      assignments: [{ name: "sales", licenses: ["Office 365 E3"], users: ["adele@contoso.com"] }],
      timeZone: "Pacific/Kiritimati",
    };
    const { told: said, users, make, today } = declaringStack(args, now);
    expect(said.__declared).toBe('{"users":{"adele@contoso.com":"ENTERPRISEPACK"},"groups":{}}');
    expect(said.__stack).toBe(JSON.stringify(args));
    expect(said).not.toHaveProperty("__later");
    expect({ users: users(), make, today }).toEqual({
      users: { "adele@contoso.com": "ENTERPRISEPACK" },
      make: [],
      today: "2026-11-24",
    });
  });

  it("is the same where other resources and promises tell parts of it", async () => {
    const { told: said, users } = declaringStack(
      {
        tenant: told(tenant),
        assignments: [
          { name: "sales", licenses: ["Office 365 E3"], users: [told("adele@contoso.com"), "diego@contoso.com"] },
          { name: "desk", licenses: told(["MCOEV"]), users: Promise.resolve(["lee@contoso.com"]) },
        ],
      },
      now,
    );
    const lines = {
      "adele@contoso.com": "ENTERPRISEPACK",
      "diego@contoso.com": "ENTERPRISEPACK",
      "lee@contoso.com": "MCOEV",
    };
    expect(await valueOf(users())).toEqual(lines);
    expect(JSON.parse(String(await valueOf(said.__declared)))).toEqual({ users: lines, groups: {} });
    expect(await valueOf(said.tenant)).toBe(tenant);
    expect(Object.keys(said.__later ?? {})).toEqual([
      "tenant",
      "assignments[0].users[0]",
      "assignments[1].licenses",
      "assignments[1].users",
    ]);
  });

  it("may make groups beside what others tell, as long as the groups themselves are known", async () => {
    const create = { displayName: "Callers", members: ["lee@contoso.com"] };
    const { make, groups } = declaringStack(
      { tenant, assignments: [{ name: "sales", licenses: [told("MCOEV")], groups: [told("Sales"), { create }] }] },
      now,
    );
    expect(make.map(({ name, members }) => ({ name, members }))).toEqual([
      { name: "Callers", members: ["lee@contoso.com"] },
    ]);
    expect(await valueOf(groups())).toEqual({ Callers: "MCOEV", Sales: "MCOEV" });
  });

  it.each([
    ["a group to make", { groups: [{ create: { displayName: told("Callers") } }] }, "assignments[0].groups[0].create"],
    ["its members", { groups: [{ create: { displayName: "x", members: told(["a@b.c"]) } }] }, ".create.members"],
  ])("is refused where another resource tells %s", (_what, more, property) => {
    const args = { tenant, assignments: [{ name: "sales", licenses: ["MCOEV"], ...more }] } as TenantLicensesArgs;
    expect(() => declaringStack(args, now)).toThrow(property);
    expect(() => declaringStack(args, now)).toThrow("has to be known when the program begins");
  });

  it("is refused where another resource tells whether it may be destroyed", () => {
    const assignments = [{ name: "sales", licenses: ["MCOEV"], users: ["adele@contoso.com"] }];
    expect(() => declaringStack({ tenant, assignments, protect: told(false) }, now)).toThrow(
      "protect: This comes from",
    );
  });

  it("names every property that is known later, and looks into nothing that contains itself", () => {
    const circular: Record<string, unknown> = { late: told(1) };
    circular["again"] = [circular];
    expect(findLater({ "e3 voice": [told(1)], circular }).map(({ path }) => path)).toEqual([
      '["e3 voice"][0]',
      "circular.late",
    ]);
  });
});

describe("a group to make that only another resource has told", () => {
  it("is refused with its property, and one that was known in time is not", () => {
    const late = { name: "Callers", place: { property: "assignments[0].groups[0].create.displayName" } };
    expect(() => refuseLateGroups([{ name: "Desk" }, late], [{ name: "desk" }])).toThrow(
      "assignments[0].groups[0].create.displayName: This comes from another resource",
    );
    expect(() => refuseLateGroups([{ name: "Desk" }], [{ name: "desk" }])).not.toThrow();
  });
});
