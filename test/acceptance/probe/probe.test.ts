import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { contoso } from "../../../emulator/test/support/contoso";
import { run } from "../../../emulator/test/support/run";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { defaultSettings } from "../../../emulator/src/settings/settings";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { Graph } from "../graph";
import { type Profile, probeTenant } from "./probe-tenant";
import { questions } from "./questions";
import { runEmulatorWith } from "./started-emulator";

const other = {
  emptyAssignment: "accept",
  sameSkuInAddAndRemove: "removeWins",
  unknownPlanText: "doesNotBelong",
  noErrorText: "null",
  userAssignmentBody: "withLicenses",
  groupAssignmentBody: "empty",
  removeInherited: "ignore",
  deleteLicensedGroup: "forbidden",
  unlicensedProcessingState: "complete",
  deletedUserName: "kept",
  restoredLicenses: "lost",
  idInFilter: "unsupported",
  batchTooLarge: "maximumValueExceeded",
  unknownRoute: "404",
  concurrencyScope: "tenant",
  concurrencyError: "400BadRequest",
  concurrencyRetryAfter: 1,
} as const;

async function probe(at: string): Promise<Profile> {
  const graph = new Graph(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: at }));
  const stay = { tenant: "contoso.com", prefix: "zzprobe", skus: ["ENTERPRISEPACK"], patience: 10_000 };
  const { profile, left } = await probeTenant(graph, { ...stay, signal: new AbortController().signal });
  expect(left).toEqual([]);
  return profile;
}

const namesOf = ({ tenant: { state } }: Emulator): readonly string[] => [
  state.organization.id,
  ...state.organization.verifiedDomains,
  ...[...state.users.values()].flatMap(({ id, userPrincipalName }) => [id, userPrincipalName]),
  ...[...state.groups.values()].flatMap(({ id, displayName }) => [id, displayName]),
  "zzprobe",
];

describe("a probe", { timeout: 60_000 }, () => {
  it("finds what the tenant does, tells two apart in exactly what differs, and leaves nothing", async () => {
    const profiles: Profile[] = [];
    for (const settings of [{}, other]) {
      const emulator = await startEmulator({ tenant: contoso(), settings });
      const people = JSON.stringify([...emulator.tenant.state.users.values()]);
      const profile = await probe(emulator.url);
      expect(JSON.stringify([...emulator.tenant.state.users.values()])).toBe(people);
      expect(emulator.tenant.state.deletedUsers.size).toBe(0);
      for (const name of namesOf(emulator)) expect(JSON.stringify(profile)).not.toContain(name);
      profiles.push(profile);
      await emulator.stop();
    }
    const [usual, unusual] = profiles;
    const expected = Object.fromEntries(
      Object.keys(other).map((name) => [name, defaultSettings[name as keyof typeof other]]),
    );
    expect(usual?.settings).toEqual(expected);
    expect(unusual?.settings).toEqual(other);
  });

  it("says of what it could not settle why", async () => {
    const emulator = await startEmulator({ tenant: contoso() });
    const graph = new Graph(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }));
    const stay = { tenant: "contoso.com", prefix: "zzprobe", skus: [], patience: 1000 };
    const { profile } = await probeTenant(graph, { ...stay, signal: new AbortController().signal });
    await emulator.stop();
    const needing = questions.filter(({ skus }) => skus > 0).flatMap(({ about }) => about);
    expect(Object.keys(profile.open).sort()).toEqual([...needing].sort());
    expect(new Set(Object.values(profile.open))).toEqual(new Set(["no SKU with a free seat"]));
  });

  it("writes a file with which an emulator is the same again", async () => {
    const root = resolve(__dirname, "../../..");
    const folder = mkdtempSync(join(tmpdir(), "probe-"));
    const first = await startEmulator({ tenant: contoso(), settings: other });
    const args = ["--tenant", "contoso.com", "--prefix", "zzprobe", "--sku", "ENTERPRISEPACK", "--endpoint", first.url];
    const main = [join(root, "test/acceptance/probe/main.ts"), ...args, "--out", join(folder, "profile.json")];
    const { stdout } = await run(process.execPath, ["--import", "tsx", ...main], process.env, 60_000);
    await first.stop();
    expect(stdout).toContain("17 settled, 1 open");
    const { settings } = JSON.parse(readFileSync(join(folder, "profile.json"), "utf8")) as Profile;
    writeFileSync(join(folder, "tenant.json"), JSON.stringify(contoso()));
    const again = await runEmulatorWith(folder, ["--profile", "profile.json"]);
    const profile = await probe(again.url);
    await again.stop();
    rmSync(folder, { recursive: true });
    expect(profile.settings).toEqual(settings);
  });
});
