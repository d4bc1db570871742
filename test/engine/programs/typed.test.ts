import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contoso } from "../support/contoso";
import { logLength } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
beforeEach(async () => {
  scenario = await createScenario(contoso({ people: { adele: [], diego: [], megan: [], lee: [] } }));
});
afterEach(() => scenario.dispose());

/** A program that says its stack itself. */
const saying = (stack: string): string => `
const { TenantLicenses, readPeople } = require("pulumi-m365-licenses");
const { users, seats } = new TenantLicenses("licenses", ${stack});
Object.assign(exports, { users, seats });
`;

const typed = `{
  tenant: "contoso.onmicrosoft.com",
  bundles: { voice: ["Office 365 E3", "MCOEV"] },
  assignments: [
    { name: "sales", licenses: ["voice"], users: ["adele@contoso.com", "diego@contoso.com"] },
    { name: "drawing", licenses: ["VISIOCLIENT"], users: readPeople("stacks/lists/drawing.txt") },
  ],
}`;

const file = `
tenant: contoso.onmicrosoft.com
bundles: { voice: [Office 365 E3, MCOEV] }
assignments:
  - { name: sales, licenses: [voice], users: [adele@contoso.com, diego@contoso.com] }
  - { name: drawing, licenses: [VISIOCLIENT], usersFrom: lists/drawing.txt }
`;

const fromFile = 'require("pulumi-m365-licenses/program").licensesOfStack();\n';

describe("a program that says its stack itself", () => {
  it("takes over from a file and hands back to it, and nobody gains or loses", async () => {
    const { workspace, admin, emulator } = scenario;
    workspace.write("stacks/lists/drawing.txt", "adele@contoso.com\n# nobody else\n");
    workspace.write("dist/index.js", saying(typed));
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    expect(await admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK", "MCOEV", "VISIOCLIENT"]);
    const { stdout } = await workspace.run(["stack", "output", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      users: {
        "adele@contoso.com": "ENTERPRISEPACK, MCOEV, VISIOCLIENT",
        "diego@contoso.com": "ENTERPRISEPACK, MCOEV",
      },
      seats: { ENTERPRISEPACK: "2 of 50", MCOEV: "2 of 50", VISIOCLIENT: "1 of 50" },
    });
    const nightly = await workspace.run(["preview", "--expect-no-changes"]);
    expect(nightly.code, nightly.output).toBe(0);

    const before = logLength(emulator);
    scenario.stack(file);
    for (const program of [fromFile, saying(typed)]) {
      workspace.write("dist/index.js", program);
      const handed = await scenario.up();
      expect(handed.code, handed.output).toBe(0);
      expect(logLength(emulator)).toBe(before);
    }
  });

  it("is told what is wrong by property, all at once, and nothing is registered", async () => {
    const { workspace, emulator } = scenario;
    const before = logLength(emulator);
    workspace.write(
      "dist/index.js",
      saying(`{
        tenant: "contoso.onmicrosoft.com",
        assignments: [
          { name: "sales", licenses: ["Ofice 365 E3"], users: ["adele@contoso.com"] },
          { name: "desk", licenses: ["MCOEV"], users: [] },
        ],
      }`),
    );
    const refused = await scenario.up();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("assignments[0].licenses[0]: `Ofice 365 E3` is no licence that is known here.");
    expect(refused.output).toContain("assignments[1].users: `users` is an empty list.");
    expect(refused.output).not.toContain("    at ");
    expect(logLength(emulator)).toBe(before);
    const { stdout } = await workspace.run(["stack", "export"]);
    expect(stdout).not.toContain("TenantLicenses");
  });

  it("explains a plan by its properties", async () => {
    scenario.workspace.write(
      "dist/index.js",
      saying(`{
        tenant: "contoso.onmicrosoft.com",
        assignments: [
          { name: "sales", licenses: ["Office 365 E3"], users: ["adele@contoso.com", "nobody@contoso.com"] },
        ],
      }`),
    );
    const preview = await scenario.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.output).toContain("assignments[0].users[1]: ");
  });
});

/** People of a stack that another resource tells, as a directory would: `LATER` is what it says in this run. */
const dependent = `
const pulumi = require("@pulumi/pulumi");
const { TenantLicenses } = require("pulumi-m365-licenses");
class Later extends pulumi.dynamic.Resource {
  constructor(name, value) {
    const outs = ({ value }) => ({ value, people: JSON.parse(value) });
    const create = async (inputs) => ({ id: "later", outs: outs(inputs) });
    const update = async (_id, _olds, news) => ({ outs: outs(news) });
    super({ create, update }, name, { value, people: undefined });
  }
}
const later = new Later("later", process.env.LATER);
new TenantLicenses("licenses", {
  tenant: "contoso.onmicrosoft.com",
  assignments: [
    { name: "sales", licenses: ["Office 365 E3"], users: later.people },
    { name: "boss", licenses: ["Office 365 E5"], users: ["megan@contoso.com"] },
  ],
});
`;

describe("a stack of which another resource tells a part", () => {
  const told = (...people: readonly string[]) => ({
    env: { LATER: JSON.stringify(people.map((name) => `${name}@contoso.com`)) },
  });

  it(
    "is planned once that is known, within the limits, and is refused where nobody comes of it",
    { timeout: 400_000 },
    async () => {
      const { workspace, admin, emulator } = scenario;
      workspace.write("dist/index.js", dependent);
      const manifest = JSON.parse(readFileSync(join(workspace.root, "package.json"), "utf8")) as object;
      workspace.write("package.json", JSON.stringify({ ...manifest, m365Licenses: { dynamicProviders: "any" } }));
      const before = logLength(emulator);
      const first = await workspace.run(["preview", "--diff"], told("adele", "diego", "lee"));
      expect(first.code, first.output).toBe(0);
      expect(first.output).toContain("There is no plan in this preview: assignments[0].users comes from another");
      expect(logLength(emulator)).toBe(before);
      const up = await workspace.run(["up", "--yes", "--skip-preview"], told("adele", "diego", "lee"));
      expect(up.code, up.output).toBe(0);
      expect(await admin.holds("lee@contoso.com")).toEqual(["ENTERPRISEPACK"]);

      // What the resource said last is known to a preview that does not change it.
      const same = await workspace.run(["preview", "--expect-no-changes"], told("adele", "diego", "lee"));
      expect(same.code, same.output).toBe(0);

      const unknown = await workspace.run(["preview", "--diff"], told("adele"));
      expect(unknown.code, unknown.output).toBe(0);
      expect(unknown.output).toContain("assignments[0].users comes from another resource");
      expect(unknown.output).not.toMatch(/loses? /);

      const after = logLength(emulator);
      const refused = await workspace.run(["up", "--yes", "--skip-preview"], told("adele"));
      expect(refused.code).not.toBe(0);
      expect(refused.output).toContain("2 of 4 people (50.0 %) would lose something");
      const empty = await workspace.run(["up", "--yes", "--skip-preview"], told());
      expect(empty.code).not.toBe(0);
      expect(empty.output).toContain("assignments[0].users: `users` is an empty list.");
      expect(logLength(emulator)).toBe(after);
      expect(await admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    },
  );
});
