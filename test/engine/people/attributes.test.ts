import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/** Name → department; everybody can sign in. */
const tenant = (departments: Readonly<Record<string, string>>) => {
  const base = contoso({ people: Object.fromEntries(Object.keys(departments).map((name) => [name, []])) });
  return {
    ...base,
    users: (base.users ?? []).map((user) => ({
      ...user,
      properties: { department: departments[user.userPrincipalName.split("@")[0] ?? ""] },
    })),
  };
};

const stack = (where: string) => `
tenant: contoso.onmicrosoft.com
assignments:
  - name: sales
    licenses: [ENTERPRISEPACK]
    usersWhere: ${where}
`;

const sales = stack(`"department eq 'Sales' and accountEnabled eq true"`);

describe("people by attribute", () => {
  it("gives to whom the tenant names, takes from who has left with the reason, and is quiet in between", async () => {
    scenario = await createScenario(tenant({ adele: "Sales", megan: "Sales", diego: "Sales", lee: "IT" }));
    const { admin } = scenario;
    scenario.stack(sales);

    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    expect(preview.output).toMatch(/adele@contoso\.com *: "ENTERPRISEPACK"/);
    expect(preview.output).not.toContain("lee@contoso.com");
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds("lee@contoso.com")).toEqual([]);
    const again = await scenario.workspace.run(["preview", "--expect-no-changes"]);
    expect(again.code, again.output).toBe(0);

    await admin.request("PATCH", "/users/adele@contoso.com", { department: "IT" });
    await admin.request("PATCH", "/users/lee@contoso.com", { department: "Sales" });
    const moved = await scenario.preview();
    expect(moved.code, moved.output).toBe(0);
    expect(moved.output).toContain('- adele@contoso.com: "ENTERPRISEPACK"');
    expect(moved.output).toMatch(/\+ lee@contoso\.com *: "ENTERPRISEPACK"/);
    expect(moved.output).toContain('department is no longer "Sales" but "IT"');
    const second = await scenario.up();
    expect(second.code, second.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual([]);
    expect(await admin.holds("lee@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
  });

  it("refuses an answer of nobody, of fewer than half, and of everybody, and changes nothing", async () => {
    const people = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`p${at}`, at < 7 ? "Sales" : "IT"]));
    scenario = await createScenario(tenant(people));
    const { admin } = scenario;
    scenario.stack(stack(`"accountEnabled eq true"`));
    const everybody = await scenario.preview();
    expect(everybody.code).not.toBe(0);
    expect(everybody.output).toContain('stacks/contoso.yaml:6:17: 8 people of the tenant are meant by "sales"');
    scenario.stack(sales);
    expect((await scenario.up()).code).toBe(0);

    for (const name of ["p0", "p1", "p2", "p3"])
      await admin.request("PATCH", `/users/${name}@contoso.com`, { department: "Vertrieb" });
    const fewer = await scenario.up();
    expect(fewer.code).not.toBe(0);
    expect(fewer.output).toContain("the run before found 7, and fewer than half are refused");
    for (const name of ["p4", "p5", "p6"])
      await admin.request("PATCH", `/users/${name}@contoso.com`, { department: "Vertrieb" });
    const nobody = await scenario.up();
    expect(nobody.code).not.toBe(0);
    expect(nobody.output).toContain("nobody is no answer");
    expect(await admin.used("ENTERPRISEPACK")).toBe(7);
  });
});
