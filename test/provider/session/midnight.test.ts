import { afterEach, describe, expect, it } from "vitest";
import { holdings } from "../every-setting/observe";
import { openProject, type Project } from "../every-setting/project";

let project: Project;
afterEach(() => project.dispose());

const all = Array.from({ length: 8 }, (_, at) => `p${at + 1}@contoso.com`);
const lateEvening = Date.parse("2027-03-31T23:59:40Z");
const minute = 60_000;

const stack = (people: readonly string[], more = ""): string => `
tenant: contoso.com
limits: { people: 100%, atMost: 3, per: 7d }
assignments:
  - { name: staff, licenses: [ENTERPRISEPACK], users: [${people.join(", ")}] }
  - { name: rest, licenses: [STANDARDPACK], users: [rest@contoso.com] }
${more}`;
const approval = (losses: number, until: string): string =>
  `approve: [{ losses: ${losses}, of: [ENTERPRISEPACK], until: ${until}, reason: The office closes }]\n`;

async function begin(yaml = stack(all)): Promise<void> {
  project = await openProject(
    {
      verifiedDomains: ["contoso.com"],
      skus: ["ENTERPRISEPACK", "STANDARDPACK"].map((sku) => ({ sku, enabled: 20 })),
      users: [...all, "rest@contoso.com"].map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US" })),
    },
    {},
  );
  project.emulator.clock.set(lateEvening - 60 * minute);
  expect(await project.up(yaml)).toMatchObject({ reasons: [], refused: [] });
  project.emulator.clock.set(lateEvening);
}

const midnight = (): void => project.emulator.clock.advance(minute);
const left = (): number =>
  Object.values(holdings(project.emulator)).filter((held) => held.includes("ENTERPRISEPACK")).length;

describe("a day that ends in the middle of a run", () => {
  it("counts its losses against the limit of the days after", async () => {
    await begin();
    expect(await project.up(stack(all.slice(3)), midnight)).toMatchObject({ reasons: [], refused: [] });
    expect(left()).toBe(5);
    const next = await project.up(stack(all.slice(4)));
    expect(next.refused.join()).toContain("too-many-losses");
    expect(left()).toBe(5);
    // A week later there is room again.
    project.emulator.clock.advance(8 * 1440 * minute);
    expect((await project.up(stack(all.slice(4)))).refused).toEqual([]);
    expect(left()).toBe(4);
  });

  it.each([
    ["that ends with the day", "2027-03-31"],
    ["that goes on", "2027-04-30"],
  ])("spends an approval %s once", async (_, until) => {
    await begin();
    const approved = approval(5, until);
    expect(await project.up(stack(all.slice(5), approved), midnight)).toMatchObject({ reasons: [], refused: [] });
    expect(left()).toBe(3);
    const again = await project.up(stack(all.slice(5).slice(0, 1), approved));
    // Two more are within the limit of three, and not by the approval.
    expect(again.refused).toEqual([]);
    expect(left()).toBe(1);
    const back = await project.up(stack(all, approved));
    expect(back.refused).toEqual([]);
    const twice = await project.up(stack(all.slice(5), approved));
    expect(twice.refused.join()).toContain("too-many-losses");
    expect(left()).toBe(8);
  });

  it("lets an approval end between preview and up", async () => {
    await begin();
    const last = stack(all.slice(5), approval(5, "2027-03-31"));
    midnight();
    const late = await project.up(last);
    expect(late.refused.join()).toContain("too-many-losses");
    expect(left()).toBe(8);
  });

  it("takes what ends with the day in the run after, and that once", async () => {
    const ending = (day: string): string =>
      stack(all).replace("rest@contoso.com] }", `rest@contoso.com], until: ${day} }`);
    await begin(ending("2027-03-31"));
    const across = await project.up(ending("2027-03-31"), midnight);
    expect(across).toMatchObject({ refused: [], reasons: [] });
    expect(holdings(project.emulator)["rest@contoso.com"]).toEqual(["STANDARDPACK"]);
    const after = await project.up(ending("2027-03-31"));
    expect(after).toMatchObject({ changed: true, refused: [], reasons: [] });
    expect(holdings(project.emulator)["rest@contoso.com"]).toBeUndefined();
    expect((await project.up(ending("2027-03-31"))).changed).toBe(false);
  });
});
