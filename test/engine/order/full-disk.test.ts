import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contoso, crowd } from "../support/contoso";
import { logLength, lostMoments } from "../support/log";
import { createScenario, type Scenario } from "../support/scenario";
import { canMount, SmallDisk } from "./small-disk";

let scenario: Scenario;
let disk: SmallDisk | undefined;
afterEach(async () => {
  disk?.remove();
  disk = undefined;
  await scenario.dispose();
});

const names = Object.keys(crowd(40));
const stack = (sku: string, people: readonly string[]): string => `
tenant: contoso.onmicrosoft.com
limits: { people: 100% }
assignments:
  - { name: staff, licenses: [${sku}], users: [${people.map((name) => `${name}@contoso.com`).join(", ")}] }
`;

async function begin(env: Readonly<Record<string, string>> = {}): Promise<void> {
  scenario = await createScenario(contoso({ people: { ...crowd(40), stranger: ["ENTERPRISEPACK"] } }), env);
  scenario.stack(stack("ENTERPRISEPACK", names.slice(0, 20)));
  const begun = await scenario.up();
  expect(begun.code, begun.output).toBe(0);
}

const undoFiles = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.includes(".undo.")) : [];

const isWhole = (file: string): boolean => {
  try {
    return JSON.parse(readFileSync(file, "utf8")) !== null;
  } catch {
    return false;
  }
};

/** As docs/operations.md says: the last whole copy, and the lock. @returns whether the state was cut off */
async function putBack(): Promise<boolean> {
  const { workspace } = scenario;
  const file = join(workspace.state, ".pulumi/stacks/pulumi-m365-licenses/contoso.json");
  const wasWhole = isWhole(file);
  if (!wasWhole) {
    const history = join(workspace.state, ".pulumi/history/pulumi-m365-licenses/contoso");
    const earlier = readdirSync(history).filter((name) => name.endsWith(".checkpoint.json"));
    const copies = [
      `${file}.bak`,
      ...earlier
        .sort()
        .reverse()
        .map((name) => join(history, name)),
    ];
    copyFileSync(copies.find(isWhole)!, file);
  }
  await workspace.run(["cancel", "--yes", "--stack", "contoso"]);
  return !wasWhole;
}

describe.skipIf(!canMount())("a disk that is full", () => {
  it.each([4, 12, 28])(
    "under the state, with %i kB left: what is done can be undone, and is owned once there is room; nobody loses more",
    { timeout: 240_000 },
    async (left) => {
      await begin();
      const { workspace, emulator, admin } = scenario;
      disk = new SmallDisk(workspace.state, 1_024);
      const kept = join(workspace.root, ".m365-licenses");
      const undoBefore = undoFiles(kept);
      const before = logLength(emulator);
      disk.fill(left);
      // Ten leave, twenty join.
      scenario.stack(stack("ENTERPRISEPACK", names.slice(10)));
      const full = await scenario.up();
      expect(full.code).not.toBe(0);
      expect(full.output).toContain("no space left on device");
      if (logLength(emulator) > before) {
        expect(undoFiles(kept).filter((name) => !undoBefore.includes(name))).toHaveLength(1);
        expect(full.output).toContain("30 done");
      }
      disk.makeRoom();
      const next = await scenario.preview();
      if (await putBack()) expect(next.output).toMatch(/failed to load checkpoint|unexpected end of JSON/);
      const again = await scenario.up();
      expect(again.code, again.output).toBe(0);
      for (const [at, name] of names.entries())
        expect(await admin.holds(`${name}@contoso.com`)).toEqual(at < 10 ? [] : ["ENTERPRISEPACK"]);
      expect(await admin.holds("stranger@contoso.com")).toEqual(["ENTERPRISEPACK"]);
      for (const [id, { userPrincipalName }] of emulator.tenant.state.users) {
        const leaves = names.slice(0, 10).includes(userPrincipalName.replace(/@.*/, ""));
        expect(lostMoments(emulator, id)).toHaveLength(leaves ? 1 : 0);
      }
      expect((await workspace.run(["preview", "--expect-no-changes"])).code).toBe(0);
    },
  );

  it("under reports and undo files: nothing is given without an undo; once there is room it is", async () => {
    await begin({ M365_LICENSES_REPORT_DIR: "reports" });
    const { workspace, emulator } = scenario;
    disk = new SmallDisk(join(workspace.root, "reports"), 1_024);
    disk.fill(0);
    const before = logLength(emulator);
    scenario.stack(stack("ENTERPRISEPACK", names.slice(10)));
    const full = await scenario.up();
    expect(full.code).not.toBe(0);
    expect(full.output).toContain("[undo-unwritable]");
    expect(full.output).toMatch(/ENOSPC|no space left/);
    expect(logLength(emulator)).toBe(before);
    // What a full disk cut off is taken away.
    expect(readdirSync(join(workspace.root, "reports")).filter((name) => name.endsWith(".part"))).toEqual([]);
    disk.makeRoom();
    const again = await scenario.up();
    expect(again.code, again.output).toBe(0);
    expect(undoFiles(join(workspace.root, "reports"))).toHaveLength(2);
  });

  it("under reports alone: the run goes on, and says which are missing", async () => {
    await begin({ M365_LICENSES_REPORT_DIR: "reports", M365_LICENSES_UNDO_DIR: "kept" });
    const { workspace, admin } = scenario;
    disk = new SmallDisk(join(workspace.root, "reports"), 1_024);
    disk.fill(0);
    scenario.stack(stack("ENTERPRISEPACK", names.slice(10)));
    const full = await scenario.up();
    expect(full.code, full.output).toBe(0);
    expect(full.output).toMatch(/report[\s\S]*(ENOSPC|no space left)/);
    expect(full.output).toContain("30 done");
    expect(await admin.holds("p40@contoso.com")).toEqual(["ENTERPRISEPACK"]);
    expect(undoFiles(join(workspace.root, "kept"))).toHaveLength(2);
  });
});
