import { afterEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (licenses: string, more = "") => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 100, per: 7d }
${more}assignments:
  - name: office
    licenses: [${licenses}]
    users: [ann@contoso.com, bob@contoso.com]
    groups: [G1]
`;

const gone = /The tenant no longer has the subscription\s+VISIOCLIENT/g;
/** Graph no longer has a part number for it. */
const visio = "c5928f49-12ba-48f7-ada3-0d743a3601d5";

async function withVisio(): Promise<Scenario> {
  const created = await createScenario(
    contoso({
      people: { ann: [], bob: [], cy: [] },
      groups: [{ displayName: "G1", mailNickname: "g1", securityEnabled: true, members: ["cy@contoso.com"] }],
    }),
  );
  created.stack(stack("VISIOCLIENT"));
  const first = await created.up();
  expect(first.code, first.output).toBe(0);
  administrate(created.emulator.tenant, { kind: "endSubscription", sku: "VISIOCLIENT" });
  return created;
}

describe("a subscription that is gone", () => {
  it("failed everybody who was to gain something else, in every up: up is green, and names it once", async () => {
    scenario = await withVisio();
    const { admin } = scenario;
    scenario.stack(stack("ENTERPRISEPACK"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(up.output.match(gone)).toHaveLength(1);
    for (const name of ["ann", "bob"])
      expect(await admin.holds(`${name}@contoso.com`)).toEqual(["ENTERPRISEPACK", visio]);
    expect(await admin.groupHolds("G1")).toEqual(["ENTERPRISEPACK", visio]);

    const again = await scenario.up("--expect-no-changes");
    expect(again.code, again.output).toBe(0);
    expect(again.output.match(gone)).toHaveLength(1);
  });

  it("is forgotten by release, also of people who are declared", async () => {
    scenario = await withVisio();
    const { admin } = scenario;
    scenario.stack(stack("ENTERPRISEPACK", "release: [ann@contoso.com, bob@contoso.com, G1]\n"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(up.output).not.toMatch(gone);
    scenario.stack(stack("ENTERPRISEPACK"));
    const again = await scenario.up();
    expect(again.code, again.output).toBe(0);
    expect(again.output).toContain("nothing to do");
    expect(again.output).not.toMatch(gone);
    expect(await admin.holds("ann@contoso.com")).toEqual(["ENTERPRISEPACK", visio]);
  });

  it("is kept where the file still declares it, and not said to be no longer in the file", async () => {
    scenario = await withVisio();
    scenario.stack(stack("ENTERPRISEPACK, VISIOCLIENT"));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(up.output.match(gone), up.output).toHaveLength(1);
    expect(up.output).not.toContain("no longer in the file");
  });
});
