import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const program = `
const { licensesOfStack } = require("pulumi-m365-licenses/program");
const { users, groups, seats, digest, tenantId } = licensesOfStack();
Object.assign(exports, { users, groups, seats, digest, tenantId });
`;

const stack = (sales: string, people: string) => `
tenant: contoso.onmicrosoft.com
assignments:
  - { name: sales, licenses: [${sales}], users: [${people}] }
  - { name: desk, licenses: [VISIOCLIENT], groups: [Desk] }
approve:
  - { losses: 1, of: [ENTERPRISEPACK], until: 2099-12-31, reason: Megan leaves the company }
`;

interface Said {
  readonly users: object;
  readonly groups: object;
  readonly seats: object;
  readonly digest: string;
  readonly tenantId: string;
}

describe("the outputs of a stack", () => {
  it("say who is managed, the seats and the digest, after the first run, later ones and a refresh", async () => {
    scenario = await createScenario(
      contoso({ people: { adele: [], megan: [], other: [] }, groups: [{ displayName: "Desk" }] }),
    );
    const { workspace, admin } = scenario;
    workspace.write("dist/index.js", program);
    const outputs = async (): Promise<Said> => {
      const { stdout } = await workspace.run(["stack", "output", "--json"]);
      return JSON.parse(stdout) as Said;
    };
    scenario.stack(stack("ENTERPRISEPACK", "adele@contoso.com, megan@contoso.com"));
    const preview = await scenario.preview();
    expect(preview.output).toMatch(/--outputs:--\s+digest +: \[unknown\]\s+groups +: \{\s+Desk: "VISIOCLIENT"/);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    const first = await outputs();
    expect(first.users).toEqual({ "adele@contoso.com": "ENTERPRISEPACK", "megan@contoso.com": "ENTERPRISEPACK" });
    expect(first.groups).toEqual({ Desk: "VISIOCLIENT" });
    expect(first.seats).toEqual({ ENTERPRISEPACK: "2 of 50", VISIOCLIENT: "0 of 50" });

    expect((await scenario.up()).output).toContain("2 unchanged");
    expect(await outputs()).toEqual(first);

    scenario.stack(stack("ENTERPRISEPACK, MCOEV", "adele@contoso.com"));
    const changed = await scenario.up();
    expect(changed.code, changed.output).toBe(0);
    const second = await outputs();
    expect(second).toEqual({
      ...first,
      users: { "adele@contoso.com": "ENTERPRISEPACK, MCOEV" },
      seats: { ENTERPRISEPACK: "1 of 50", MCOEV: "1 of 50", VISIOCLIENT: "0 of 50" },
      digest: second.digest,
    });
    expect(second.digest).not.toBe(first.digest);

    // Within the hour lists may lie behind what the run has counted; later the tenant itself is asked.
    await admin.assign("other@contoso.com", ["ENTERPRISEPACK"]);
    expect((await workspace.run(["refresh", "--yes"])).code).toBe(0);
    expect((await scenario.up()).code).toBe(0);
    expect(await outputs()).toEqual(second);
    await scenario.anHourPasses();
    const nightly = await workspace.run(["preview", "--expect-no-changes"]);
    expect(nightly.code, nightly.output).toBe(0);
    expect((await scenario.up()).output).toContain("2 unchanged");
    expect(await outputs()).toEqual({ ...second, seats: { ...second.seats, ENTERPRISEPACK: "2 of 50" } });
  });
});
