import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

import { writesSince } from "../../provider/every-setting/observe";
import { openProject, type Project } from "../../provider/every-setting/project";
import { commandLine } from "../command-line";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";
/** A subscription of the same part number that the catalogue does not know, bought through somebody else. */
const twin = "00000000-0000-4000-8000-000000000003";
const plans = [
  { name: "EXCHANGE_S_ENTERPRISE", id: "efb87545-963c-4e0d-99df-69c6916d9eb0" },
  { name: "TEAMS1", id: "57ff2da0-773e-42df-b2af-ffb7a2317929" },
];
const tenant = {
  verifiedDomains: ["contoso.com"],
  skus: [
    { sku: "ENTERPRISEPACK", id: e3, enabled: 10 },
    { sku: "ENTERPRISEPACK", id: twin, enabled: 10, servicePlans: plans },
  ],
  users: [
    { userPrincipalName: "adele@contoso.com", usageLocation: "US", licenses: [e3] },
    { userPrincipalName: "bob@contoso.com", usageLocation: "US", licenses: [twin] },
  ],
};

let project: Project | undefined;
let folder: string | undefined;
afterEach(async () => {
  await project?.dispose();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

describe("two subscriptions of one part number", () => {
  it("are imported each by its id, and the stack is valid, changes nobody and moves people by id", async () => {
    folder = mkdtempSync(join(tmpdir(), "cli-twins-"));
    project = await openProject(tenant, {});
    const { emulator } = project;
    const imported = await commandLine(["import", "--stack", "contoso"], { graph: emulator.url, folder });
    expect(imported.err).toBe("");
    expect(imported.code).toBe(0);
    const yaml = readFileSync(join(folder, "stacks/contoso.yaml"), "utf8");
    expect(yaml).toContain(`- ${e3}`);
    expect(yaml).toContain(`- ${twin}`);
    const validated = await commandLine(["validate"], { folder });
    expect(validated.code, validated.out + validated.err).toBe(0);

    const first = await project.up(yaml);
    expect(first).toMatchObject({ reasons: [], refused: [] });
    expect(first.plan.transitions).toEqual([]);
    expect(writesSince(emulator, 0)).toEqual([]);

    const header = "tenant: contoso.com\nlimits: { people: 100%, atMost: 10 }\nassignments:\n";
    const bothOn = (sku: string): string =>
      `${header}  - { name: all, licenses: ["${sku}"], users: [adele@contoso.com, bob@contoso.com] }\n`;
    const ambiguous = await project.up(bothOn("ENTERPRISEPACK"));
    expect(ambiguous.refused.join("\n")).toContain(twin);
    expect(ambiguous.refused.join("\n")).toContain(e3);
    for (const sku of [twin, e3.toUpperCase()]) {
      expect(await project.up(bothOn(sku))).toMatchObject({ reasons: [], refused: [] });
      for (const user of emulator.tenant.state.users.values())
        expect(user.states.map(({ skuId }) => skuId)).toEqual([sku.toLowerCase()]);
    }
  });
});
