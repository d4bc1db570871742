import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { check } from "../../../src/provider/methods/check";
import type { ProgramInputs } from "../../../src/provider/contract/properties";
import { Session } from "../../../src/provider/session/session";
import { policy } from "../../plan/support/tenant";
import { type SilentEngine, startSilentEngine } from "../every-setting/silent-engine";

let emulator: Emulator;
let engine: SilentEngine;
let root: string;
beforeAll(async () => {
  const users = ["adele", "megan"].map((name) => ({ userPrincipalName: `${name}@contoso.com`, usageLocation: "US" }));
  const skus = [{ sku: "ENTERPRISEPACK", enabled: 10 }];
  const verifiedDomains = ["contoso.onmicrosoft.com", "contoso.com"];
  emulator = await startEmulator({ tenant: { verifiedDomains, skus, users } });
  engine = await startSilentEngine();
});
afterAll(async () => {
  await emulator.stop();
  engine.stop();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "m365-beside-"));
  writeFileSync(join(root, "Pulumi.yaml"), "name: contoso\nruntime: nodejs\n");
  mkdirSync(join(root, "stacks"));
});
afterEach(() => rmSync(root, { recursive: true }));

const begin = (): Session =>
  new Session({
    environment: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url },
    directory: root,
    engineAddress: engine.address,
    now: () => new Date("2026-03-02T08:00:00Z"),
    exit: () => undefined,
  });

/** What a program passes that declares Adele by itself. */
const program = (name = "licenses"): ProgramInputs => ({
  tenant: "contoso.com",
  users: { "adele@contoso.com": "ENTERPRISEPACK" },
  groups: {},
  policy: policy(),
  __today: "2026-03-02",
  __root: root,
  __urn: `urn:pulumi:hr::p::t::${name}`,
});

function write(file: string, tenant: string, person: string): void {
  writeFileSync(
    join(root, "stacks", file),
    `tenant: ${tenant}\nassignments:\n  - { name: staff, licenses: [ENTERPRISEPACK], users: [${person}] }\n`,
  );
}

describe("a program that declares by itself what a stack file of the project declares too", () => {
  it("is refused before anything is given, whatever name of the tenant the file has", async () => {
    write("contoso.yaml", "contoso.onmicrosoft.com", "Adele@contoso.com");
    const { failures } = await check(begin(), {}, program());
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toContain("is declared in stacks/contoso.yaml too, for the same tenant");
    expect(failures[0]?.reason).toContain("[two-stacks]");
  });

  it("is not where the file has other people, another tenant, cannot be read, or is the stack's own", async () => {
    write("contoso.yaml", "contoso.com", "megan@contoso.com");
    write("fabrikam.yaml", "fabrikam.com", "adele@contoso.com");
    write("hr.yaml", "contoso.com", "adele@contoso.com");
    writeFileSync(join(root, "stacks/broken.yaml"), "asignments: 1");
    expect((await check(begin(), {}, program())).failures).toEqual([]);
  });
});

describe("a program with two resources", () => {
  it("is refused at the second: the plan of one was never carried out for the other", async () => {
    const session = begin();
    expect((await check(session, {}, program())).failures).toEqual([]);
    const { failures } = await check(session, {}, program("more"));
    expect(failures[0]?.reason).toContain("[two-resources]");
    expect(session.checked?.urn).toBe("urn:pulumi:hr::p::t::licenses");
  });
});
