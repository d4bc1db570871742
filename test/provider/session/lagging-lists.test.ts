import { describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import type { TenantDocument } from "../../../emulator/src/start";
import { holdings, writesSince } from "../every-setting/observe";
import { openProject } from "../every-setting/project";

const all = Array.from({ length: 900 }, (_, i) => `p${String(i).padStart(3, "0")}@contoso.com`);
const declared = all.slice(0, 600);
const leavers = declared.slice(0, 50);
const movers = declared.slice(50, 100);
const stayers = declared.slice(100);

const tenant: TenantDocument = {
  verifiedDomains: ["contoso.com"],
  skus: ["STANDARDPACK", "ENTERPRISEPACK"].map((sku) => ({ sku, enabled: 1000 })),
  users: all.map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US" })),
};

const stack = (assignments: Readonly<Record<string, readonly string[]>>): string =>
  `tenant: contoso.com\nlimits: { people: 100%, atMost: 1000 }\nassignments:\n${Object.entries(assignments)
    .map(([sku, users]) => `  - { name: ${sku}, licenses: [${sku}], users: [${users.join(", ")}] }\n`)
    .join("")}`;

const before = stack({ STANDARDPACK: declared });
const after = stack({ STANDARDPACK: stayers, ENTERPRISEPACK: movers });
const green = { reasons: [], refused: [] };

describe.each([15_000, 600_000])(
  "lists that show the tenant as it was %i ms ago, and 600 of 900 people declared",
  (lag) => {
    it(
      "leave nobody with what only this stack gave, though 50 leave and 50 move; nothing is done twice",
      { timeout: 180_000 },
      async () => {
        const project = await openProject(tenant, { replicationLagMs: lag });
        const { emulator } = project;
        try {
          expect(await project.up(before)).toMatchObject({ ...green, changed: true });
          // Right after the up lists show nobody with anything: that is no work.
          const written = emulator.tenant.log.length;
          const idle = await project.up(before);
          expect(idle.plan.transitions).toEqual([]);
          expect(idle).toMatchObject({ ...green, changed: false });
          expect(writesSince(emulator, written)).toEqual([]);

          expect(await project.up(after)).toMatchObject({ ...green, changed: true });
          const held = holdings(emulator);
          for (const name of leavers) expect(held[name] ?? []).toEqual([]);
          for (const name of movers) expect(held[name]).toEqual(["ENTERPRISEPACK"]);
          for (const name of stayers) expect(held[name]).toEqual(["STANDARDPACK"]);

          for (const wait of [0, 2 * lag]) {
            emulator.clock.advance(wait);
            const since = emulator.tenant.log.length;
            const later = await project.up(after);
            expect(later).toMatchObject({ ...green, changed: false });
            expect(later.plan.transitions).toEqual([]);
            expect(writesSince(emulator, since)).toEqual([]);
          }
        } finally {
          await project.dispose();
        }
      },
    );
  },
);

describe("a member who has left a group, and whom lists still show in it", () => {
  it("keeps the direct licence that the group's was to replace, among thirty who move", async () => {
    const staff = all.slice(0, 30);
    const skus = [{ sku: "STANDARDPACK", enabled: 100 }];
    const users = staff.map((userPrincipalName) => ({ userPrincipalName, usageLocation: "US" }));
    const groups = [{ displayName: "Staff", members: staff }];
    const head = "tenant: contoso.com\nlimits: { people: 100%, atMost: 1000 }\nassignments:\n";
    const byGroup = "  - { name: staff, licenses: [STANDARDPACK], groups: [Staff] }\n";
    const direct = `  - { name: people, licenses: [STANDARDPACK], users: [${staff.join(", ")}] }\n`;
    const project = await openProject({ ...tenant, skus, users, groups }, { replicationLagMs: 600_000 });
    const { emulator } = project;
    try {
      for (const yaml of [head + direct, head + byGroup + direct]) {
        expect(await project.up(yaml)).toMatchObject(green);
        emulator.clock.advance(7_200_000);
      }
      const run = await project.up(head + byGroup, () => {
        const left = administrate(emulator.tenant, { kind: "removeMember", group: "Staff", member: staff[7]! });
        expect(left).toMatchObject({ kind: "done" });
        // Graph has processed it; lists do not show it yet.
        emulator.clock.advance(120_000);
        emulator.tenant.settle();
      });
      expect(run.plan.transitions).toHaveLength(30);
      const held = holdings(emulator);
      expect(held[staff[7]!]).toEqual(["STANDARDPACK"]);
      expect(held[staff[8]!]).toEqual(["STANDARDPACK by Staff"]);
    } finally {
      await project.dispose();
    }
  });
});
