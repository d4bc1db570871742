import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { formatLedger } from "../../../src/plan/ledger/ledger-text";
import type { Ledger } from "../../../src/terms/ledger";
import { owning } from "../../plan/support/tenant";
import { commandLine, type Outcome } from "../command-line";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  const users = [{ userPrincipalName: "adele@contoso.com", usageLocation: "GB", licenses: ["ENTERPRISEPACK"] }];
  const skus = [{ sku: "ENTERPRISEPACK", enabled: 5 }];
  emulator = await startEmulator({ tenant: { verifiedDomains: ["contoso.com"], skus, users } });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cli-status-"));
  for (const name of ["stacks", "engine"]) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, "stacks/contoso.yaml"),
    "tenant: contoso.com\nassignments:\n  - { name: staff, licenses: [ENTERPRISEPACK], users: [adele@contoso.com] }\n",
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An engine that exports this state, or fails where there is none. */
function engine(state: unknown): void {
  const script = `#!${process.execPath}
const { writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
if (args.slice(0, 4).join(" ") !== "stack export --stack contoso") process.exit(2);
if (${JSON.stringify(state === undefined)}) process.exit(1);
writeFileSync(args[args.indexOf("--file") + 1], ${JSON.stringify(JSON.stringify(state ?? null))});
`;
  writeFileSync(join(folder, "engine/pulumi"), script);
  chmodSync(join(folder, "engine/pulumi"), 0o755);
}

function stateWith(ledger: Ledger): unknown {
  const type = "pulumi-nodejs:dynamic/m365:TenantLicenses";
  return {
    version: 3,
    deployment: { resources: [{ type: "pulumi:pulumi:Stack" }, { type, outputs: { __ledger: formatLedger(ledger) } }] },
  };
}

const since = "2026-11-23T09:00:00.000Z";
const [leaver] = owning({ leaver: "STANDARDPACK" }).users;
const [team] = owning({}, { team: "VISIOCLIENT" }).groups;
const seen = (entry: Ledger["users"][number]) => ({
  ...entry,
  skus: entry.skus.map((sku) => ({ ...sku, seenAbsent: since })),
});
const waiting: Ledger = { ...owning({ adele: "ENTERPRISEPACK" }), users: [seen(leaver!)], groups: [seen(team!)] };

const status = (...args: readonly string[]): Promise<Outcome> =>
  commandLine(["status", ...args], {
    folder,
    environment: { M365_LICENSES_ENGINE_DIR: join(folder, "engine"), M365_LICENSES_GRAPH_ENDPOINT: emulator.url },
  });

describe("status of a stack", () => {
  it("says what is to be taken back, and since when it is seen absent", async () => {
    engine(stateWith(waiting));
    const { code, out } = await status("--stack", "contoso");
    expect(code).toBe(0);
    expect(out).toContain("adele@contoso.com (GB)");
    expect(out).toContain(
      "To be taken back by contoso, and not believed to be gone; every run looks again:\n" +
        "  leaver@contoso.com: STANDARDPACK, seen absent since 2026-11-23 09:00 UTC\n" +
        "  group Group team: VISIOCLIENT, seen absent since 2026-11-23 09:00 UTC\n",
    );
    const { unseen } = JSON.parse((await status("--stack", "contoso", "--json")).out) as { unseen: unknown };
    expect(unseen).toMatchObject([
      { principal: "user", name: "leaver@contoso.com", written: "STANDARDPACK", since },
      { principal: "group", name: "Group team", written: "VISIOCLIENT", since },
    ]);
  });

  it("says nothing of it where nothing waits, and does not ask for a state where no stack is named", async () => {
    engine(stateWith(owning({ adele: "ENTERPRISEPACK" })));
    expect((await status("--stack", "contoso")).out).not.toContain("taken back");
    rmSync(join(folder, "engine/pulumi"));
    expect((await status()).out).not.toContain("state");
  });

  it("tells of the tenant all the same where the state cannot be read", async () => {
    engine(undefined);
    const { code, out } = await status("--stack", "contoso");
    expect(code).toBe(0);
    expect(out).toContain("adele@contoso.com (GB)");
    expect(out).toContain("The state of contoso could not be read: what it waits for is not told.");
  });
});
