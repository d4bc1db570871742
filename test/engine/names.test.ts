import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "./support/contoso";
import { logLength } from "./support/log";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const stack = (staff: readonly string[], who = "users"): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100%, atMost: 25 }
onMissingUser: wait
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK]
    ${who}:
${staff.map((name) => `      - "${name}"\n`).join("")}`;

/** A run is refused as its preview is, and writes nothing. */
async function refused(texts: readonly string[]): Promise<void> {
  const before = logLength(scenario.emulator);
  const run = await scenario.up();
  expect(run.code, run.output).not.toBe(0);
  for (const text of texts) expect(run.output).toContain(text);
  expect(logLength(scenario.emulator)).toBe(before);
}

describe("a name that looks like another", () => {
  it("takes no mailbox from o'brien whose name a word processor rewrote, and waits for nobody", async () => {
    scenario = await createScenario(contoso({ people: { "o'brien": [], megan: [] } }));
    scenario.stack(stack(["o'brien@contoso.com", "megan@contoso.com"]));
    expect((await scenario.up()).code).toBe(0);

    scenario.stack(stack(["o\u2019brien@contoso.com", "megan@contoso.com"]));
    await refused(["[principal-name]", "U+2019", "o'brien@contoso.com"]);
    for (const name of ["obrien", "\u00f3'brien", "o'brian"]) {
      scenario.stack(stack([`${name}@contoso.com`, "megan@contoso.com"]));
      await refused(["[user-look-alike]", "o'brien@contoso.com", `${name}@contoso.com`]);
    }
    expect(await scenario.admin.holds("o'brien@contoso.com")).toEqual(["ENTERPRISEPACK"]);
  });

  it("takes nothing from a group whose display name is written with a letter of another script", async () => {
    scenario = await createScenario(
      contoso({
        people: { adele: [] },
        groups: [{ displayName: "Sales", members: ["adele@contoso.com"] }, { displayName: "S\u0430les" }],
      }),
    );
    scenario.stack(stack(["Sales"], "groups").replace("onMissingUser: wait\n", ""));
    const first = await scenario.up();
    expect(first.code, first.output).toBe(0);
    scenario.stack(stack(["S\u0430les"], "groups"));
    await refused(["[group-look-alike]", "Sales"]);
    expect(await scenario.admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK (group)"]);
  });
});

describe("a renamed person and a new one under the old name", () => {
  it("are each themselves after one run, where the file has them both", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { admin } = scenario;
    scenario.stack(stack(["adele@contoso.com"]));
    expect((await scenario.up()).code).toBe(0);
    const { id } = await admin.user("adele@contoso.com");
    await admin.request("PATCH", `/users/${id}`, { userPrincipalName: "adele.vance@contoso.com" });
    const newcomer = (await admin.user("megan@contoso.com")).id;
    await admin.request("PATCH", `/users/${newcomer}`, { userPrincipalName: "adele@contoso.com" });

    await refused(["[user-name-taken]", "adele@contoso.com", "adele.vance@contoso.com"]);
    scenario.stack(stack(["adele@contoso.com", "adele.vance@contoso.com"]));
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds(id)).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds(newcomer)).toEqual(["ENTERPRISEPACK"]);
    expect((await scenario.workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);

    scenario.stack(stack(["adele.vance@contoso.com"]));
    const last = await scenario.up();
    expect(last.code, last.output).toBe(0);
    expect(await admin.holds(id)).toEqual(["ENTERPRISEPACK"]);
    expect(await admin.holds(newcomer)).toEqual([]);
  });
});
