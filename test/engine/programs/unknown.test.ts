import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

/**
 * A program of somebody who builds on the package: a line depends on another resource, whose outputs no preview knows.
 */
const program = `
const pulumi = require("@pulumi/pulumi");
const { TenantLicenses } = require("pulumi-m365-licenses");
class Later extends pulumi.dynamic.Resource {
  constructor(name, value) {
    const outs = ({ value }) => ({ value, computed: value });
    const create = async (inputs) => ({ id: "later", outs: outs(inputs) });
    const update = async (_id, _olds, news) => ({ outs: outs(news) });
    super({ create, update }, name, { value, computed: undefined });
  }
}
const later = new Later("later", process.env.LATER_LINE);
new TenantLicenses("licenses", {
  tenant: "contoso.onmicrosoft.com",
  users: { "adele@contoso.com": "ENTERPRISEPACK", "megan@contoso.com": later.computed },
  policy: {
    limits: { kind: "limited", people: 10, atMost: 25, perDays: 7 }, approvals: [], protected: [], release: [],
    onMissingUser: "error", onShortage: { kind: "refuse" }, allowInterruption: [], rules: {},
  },
});
`;

describe("a program that builds on the package", () => {
  it("previews what is known, names what is not, and never takes an unknown line for a removal", async () => {
    scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }));
    const { workspace, admin } = scenario;
    workspace.write("dist/index.js", program);
    const refused = await workspace.run(["up", "--yes", "--skip-preview"], { env: { LATER_LINE: "ENTERPRISEPACK" } });
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("[unknown-provider-text]");
    const manifest = JSON.parse(readFileSync(join(workspace.root, "package.json"), "utf8")) as object;
    workspace.write("package.json", JSON.stringify({ ...manifest, m365Licenses: { dynamicProviders: "any" } }));
    const line = (text: string) => ({ env: { LATER_LINE: text } });
    const first = await workspace.run(["preview", "--diff"], line("ENTERPRISEPACK"));
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain('left out of this plan: users["megan@contoso.com"]');
    const up = await workspace.run(["up", "--yes", "--skip-preview"], line("ENTERPRISEPACK"));
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPACK"]);

    const changed = await workspace.run(["preview", "--diff"], line("ENTERPRISEPREMIUM"));
    expect(changed.code, changed.output).toBe(0);
    expect(changed.output).not.toMatch(/loses? /);
    expect(changed.output).toMatch(/megan@contoso\.com: "ENTERPRISEPACK" => /);
    const again = await workspace.run(["up", "--yes", "--skip-preview"], line("ENTERPRISEPREMIUM"));
    expect(again.code, again.output).toBe(0);
    expect(await admin.holds("megan@contoso.com")).toEqual(["ENTERPRISEPREMIUM"]);
  });
});
