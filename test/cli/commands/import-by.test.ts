import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, type TenantDocument, startEmulator } from "../../../emulator/src/start";
import { combine } from "../../../src/cli/commands/import/combinations";
import { composeStack } from "../../../src/cli/commands/import/compose-stack";
import { verifyStack } from "../../../src/cli/commands/import/verify";
import { administrate } from "../../../emulator/src/control/administrate";
import { commandLine, type Outcome } from "../command-line";
import { directOf, skuOf, tenantOf, userOf } from "../tenants";

let folder: string;
let emulator: Emulator | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "m365-licenses-by-"));
});
afterEach(async () => {
  await emulator?.stop();
  emulator = undefined;
  rmSync(folder, { recursive: true });
});

interface Who {
  readonly name: string;
  readonly department?: string;
  readonly licenses?: readonly string[];
  readonly enabled?: boolean;
}

function tenant(people: readonly Who[]): TenantDocument {
  return {
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    skus: ["ENTERPRISEPACK", "STANDARDPACK"].map((sku) => ({ sku, enabled: 100 })),
    users: people.map(({ name, department, licenses = [], enabled = true }) => ({
      userPrincipalName: `${name}@contoso.com`,
      usageLocation: "US",
      licenses: [...licenses],
      accountEnabled: enabled,
      ...(department !== undefined && { properties: { department } }),
    })),
  };
}

async function run(...args: readonly string[]): Promise<Outcome> {
  return commandLine(args, { folder, ...(emulator !== undefined && { graph: emulator.url }) });
}

const e3 = ["ENTERPRISEPACK"];
const contoso: readonly Who[] = [
  { name: "ann", department: "Sales", licenses: e3 },
  { name: "bob", department: "sales", licenses: e3 },
  { name: "cid", department: "Legal & Risk", licenses: e3 },
  { name: "dee", department: "Legal & Risk", licenses: e3 },
  { name: "eve", department: "IT", licenses: e3 },
  { name: "fay", department: "IT", licenses: e3 },
  { name: "old", department: "IT", enabled: false },
  { name: "gus", department: "Board", licenses: e3 },
  { name: "hal", department: "Desk", licenses: e3 },
  { name: "ida", department: "Desk", licenses: ["STANDARDPACK"] },
  { name: "jon", licenses: e3 },
];

describe("import --by", () => {
  it("selects whom an attribute says exactly, names the others, and the first run changes nobody", async () => {
    emulator = await startEmulator({ tenant: tenant(contoso) });
    const imported = await run("import", "--by", "Department", "--stack", "contoso");
    expect(imported.code, imported.err).toBe(0);
    const stack = readFileSync(join(folder, "stacks/contoso.yaml"), "utf8");
    expect(stack).toContain(
      `    usersWhere: "department in ('Legal & Risk','Sales') or department eq 'IT' and accountEnabled eq true"   ` +
        "# 6 people\n    users:\n      - gus@contoso.com\n      - hal@contoso.com\n      - jon@contoso.com\n",
    );
    expect(stack).toContain("    users:\n      - ida@contoso.com\n");
    expect((await run("validate", "contoso")).code).toBe(0);
  });

  it("is refused, and nothing written, where Graph finds others than it showed", async () => {
    emulator = await startEmulator({ tenant: tenant(contoso) });
    const { tenant: running } = emulator;
    let reads = 0;
    const answer = emulator.service.answer.bind(emulator.service);
    emulator.service.answer = (request) => {
      // When everybody has been read and the filters are asked for, somebody has moved.
      const asked = decodeURIComponent(`${request.target}${JSON.stringify(request.body)}`.replaceAll("+", " "));
      if (/filter=department/.test(asked)) reads += 1;
      if (reads === 1)
        administrate(running, { kind: "patchUser", user: "bob@contoso.com", set: { department: "Board" } });
      return answer(request);
    };
    const imported = await run("import", "--by", "department", "--stack", "contoso");
    expect(imported.code).toBe(1);
    expect(imported.err).toContain("Graph finds other people by");
    expect(() => readFileSync(join(folder, "stacks/contoso.yaml"), "utf8")).toThrow("ENOENT");
  });

  it.each([
    ["departmnt", "Did you mean `department`?"],
    ["accountEnabled", "Take `department`"],
  ])("does not take %s", async (attribute, remedy) => {
    const { code, err } = await run("import", "--by", attribute);
    expect(code).toBe(1);
    expect(err.replace(/\s+/g, " ")).toContain(remedy);
  });

  it("gives exactly the people of today, whoever is in which department", () => {
    const who = fc.record({
      department: fc.constantFrom("Sales", "sales", "O'Hara's", "IT", "", null),
      sku: fc.constantFrom("ENTERPRISEPACK", "STANDARDPACK", undefined),
      enabled: fc.boolean(),
      guest: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(who, { minLength: 1, maxLength: 12 }), (people) => {
        const observed = tenantOf({
          skus: [skuOf("ENTERPRISEPACK"), skuOf("STANDARDPACK")],
          users: people.map(({ department, sku, enabled, guest }, at) => ({
            ...userOf(`p${at}@contoso.com`, sku === undefined ? [] : [directOf(skuOf(sku))]),
            attributes: { department, accountEnabled: enabled, userType: guest ? "Guest" : "Member" },
          })),
        });
        const options = { stack: "contoso", today: "2026-11-23", schema: "x.json", by: "department" };
        const verdict = verifyStack(composeStack(observed, [], options), observed, new Date("2026-11-23T12:00:00Z"));
        if (verdict.kind === "invalid") throw new Error(JSON.stringify(verdict.problems));
        const held = combine(observed, []).combinations.reduce((sum, { people: some }) => sum + some.length, 0);
        expect(verdict.plan.transitions).toEqual([]);
        expect(verdict.plan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
        // Everybody who holds something is declared: named or found.
        expect(Object.keys(verdict.plan.lines.users)).toHaveLength(held);
      }),
      { numRuns: 200 },
    );
  });
});
