import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasLinks } from "../../support/links";
import { commandLine, type Outcome } from "../command-line";

const stackText = `tenant: contoso.onmicrosoft.com
assignments:
  - { name: a, licenses: [ENTERPRISEPACK], users: [adele@contoso.com] }
`;
const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
const undo = {
  format: "m365-licenses/undo",
  version: 1,
  stack: "contoso",
  tenant: { id: "84841066-274d-4ec0-a5c1-276be684bdd3", displayName: "Contoso" },
  today: "2026-11-20",
  digest: "ab12ab12ab12",
  principals: [
    {
      principal: "user",
      id: "11111111-2222-3333-4444-555555555555",
      name: "diego@contoso.com",
      currentName: "diego@contoso.com",
      licenses: [{ skuId: e3, partNumber: "ENTERPRISEPACK", disabledPlans: [] }],
      changed: [e3],
    },
  ],
};

let outer: string;
let folder: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "restore-hostile-"));
  folder = join(outer, "project");
  for (const at of ["project/stacks", "other/stacks"]) mkdirSync(join(outer, at), { recursive: true });
  for (const at of ["project/stacks/contoso.yaml", "other/stacks/contoso.yaml", "x.yaml"])
    writeFileSync(join(outer, at), stackText);
});
afterEach(() => rmSync(outer, { recursive: true }));

/** Everything around the project, and its own stack: byte for byte what it was. */
const surroundings = (): string =>
  readdirSync(outer, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => `${name}: ${readFileSync(join(outer, name), "utf8")}`)
    .join("\n");

function restore(changed: object, ...more: string[]): Promise<Outcome> {
  writeFileSync(join(folder, "u.json"), JSON.stringify({ ...undo, ...changed }));
  return commandLine(["restore", "u.json", ...more], { folder });
}

const first = undo.principals[0];
const changes: readonly (readonly [string, object])[] = [
  ["a stack outside of the project", { stack: "../../other/stacks/contoso" }],
  ["a stack by its absolute name", { stack: "/etc/passwd" }],
  ["a stack with a line of its own", { stack: "contoso\nprotected: [x@c.com]" }],
  ["a day that is a way out", { today: "../../../x" }],
  ["a stack whose name is longer than file systems have", { stack: "é".repeat(101) }],
  ["a day with YAML in it", { today: "2026-11-20\nprotected: []" }],
  ["a digest that is a way out", { digest: "../../../../x" }],
  ["a digest with YAML in it", { digest: "ab\napprove: [{ losses: 9999, until: 2099-01-01, reason: all }]" }],
  ["a name with a line of its own", { principals: [{ ...first, name: "x@c.com\nprotected: [a@c.com]" }] }],
  [
    "a part number with a line of its own",
    {
      principals: [{ ...first, licenses: [{ skuId: e3, partNumber: "X\napprove: []", disabledPlans: [] }] }],
    },
  ],
];

describe("an undo file that somebody has changed", () => {
  it.each(changes)("is refused with %s, and nothing is written", async (_, changed) => {
    const before = surroundings();
    for (const more of [[], ["--dry-run"]]) {
      const { code, err } = await restore(changed, ...more);
      expect(code).toBe(1);
      expect(err).toMatch(/^Error: u\.json: not an undo file of m365-licenses: (stack|today|digest|principals)/);
      expect(surroundings()).toBe(before);
    }
  });

  it.skipIf(!hasLinks())("writes nothing outside of the project, over a link neither", async () => {
    symlinkSync(join(outer, "other/stacks"), join(folder, "stacks/linked"));
    symlinkSync(join(outer, "nowhere"), join(folder, "stacks/restored"));
    const before = surroundings();
    for (const stack of ["../other/stacks/contoso.yaml", join(outer, "x.yaml"), "stacks/linked/contoso.yaml"]) {
      const { code, err } = await restore({}, "--stack", stack);
      expect(code, stack).toBe(1);
      expect(err, stack).toMatch(/lies outside of this folder, or leads out of it/);
    }
    const { code, err } = await restore({});
    expect([code, err]).toEqual([1, expect.stringContaining("leads out of it")]);
    expect(surroundings()).toBe(before);
    expect(existsSync(join(outer, "nowhere"))).toBe(false);
  });

  it("is used where nothing was changed", async () => {
    const { code, out } = await restore({});
    expect(code, out).toBe(0);
    expect(out).toContain("Now declared again what they held: diego@contoso.com.");
  });
});
