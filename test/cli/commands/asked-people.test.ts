import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { commandLine, type Outcome } from "../command-line";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  const person = (name: string, department: string) => ({
    userPrincipalName: `${name}@contoso.com`,
    usageLocation: "GB",
    licenses: name === "adele" ? ["ENTERPRISEPACK"] : [],
    properties: { department },
  });
  emulator = await startEmulator({
    tenant: {
      verifiedDomains: ["contoso.com"],
      skus: [{ sku: "ENTERPRISEPACK", enabled: 5 }],
      users: [person("adele", "Sales"), person("boss", "Sales"), person("lee", "IT"), person("kim", "IT")],
      groups: [{ displayName: "Team", members: ["kim@contoso.com"] }],
    },
  });
  folder = mkdtempSync(join(tmpdir(), "cli-asked-"));
  mkdirSync(join(folder, "stacks"));
  writeFileSync(
    join(folder, "stacks/contoso.yaml"),
    `tenant: contoso.com
assignments:
  - name: sales
    licenses: [ENTERPRISEPACK]
    usersWhere: department eq 'Sales'
    membersOf: [Team]
    except: [boss@contoso.com]
`,
  );
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const command = (...args: readonly string[]): Promise<Outcome> =>
  commandLine(args, { folder, environment: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url } });

describe("people whom the tenant names", () => {
  it.each([
    ["adele@contoso.com", 'declared by "sales", stacks/contoso.yaml:5:17'],
    ["kim@contoso.com", 'declared by "sales", stacks/contoso.yaml:5:17'],
    ["lee@contoso.com", "no licence is declared here"],
    ["boss@contoso.com", "no licence is declared here"],
  ])("are explained: %s", async (person, said) => {
    const { out, code } = await command("explain", person);
    expect(out).toContain(said);
    expect(code).toBe(0);
  });

  it("are not known offline, and whom the tenant is asked for is", async () => {
    const { out, code } = await command("explain", "adele@contoso.com", "--offline");
    expect(out).toContain(
      "whom \"sales\", stacks/contoso.yaml:5:17 means says the tenant: department eq 'Sales', members of Team",
    );
    expect(code).toBe(0);
  });
});
