import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { commandLine } from "../command-line";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cli-forecast-"));
  mkdirSync(join(folder, "stacks"));
  emulator = await startEmulator({
    tenant: {
      displayName: "Contoso",
      verifiedDomains: ["contoso.com"],
      skus: [
        {
          sku: "VISIOCLIENT",
          enabled: 2,
          subscriptions: [{ licenses: 2, nextLifecycle: "2027-06-30T00:00:00Z" }],
        },
      ],
      users: ["adele", "diego", "megan"].map((name) => ({
        userPrincipalName: `${name}@contoso.com`,
        usageLocation: "GB",
      })),
    },
  });
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const forecast = (stack: string, ...args: readonly string[]) => {
  writeFileSync(join(folder, "stacks/contoso.yaml"), stack);
  return commandLine(["skus", "--forecast", ...args], { folder, graph: emulator.url });
};
const stack = `tenant: contoso.com
timeZone: Pacific/Kiritimati
prices: { currency: EUR, monthly: { VISIOCLIENT: 10 } }
assignments:
  - { name: staff, licenses: [VISIOCLIENT], users: [adele@contoso.com] }
  - name: interns
    licenses: [VISIOCLIENT]
    users: [diego@contoso.com, megan@contoso.com]
    from: 2027-01-01
    until: 2027-01-31
`;

describe("skus --forecast", () => {
  it("tells of people who come later, of those who go, and of what ends, in the time zone of the stack", async () => {
    const { code, out } = await forecast(stack);
    expect(code).toBe(0);
    const lines = out.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
    expect(lines.filter((line) => /^2027-..-.. \d/.test(line) || /^2026-11-24 /.test(line))).toEqual([
      "2026-11-24 1 2 ███████░░░░░│░░░░░░░",
      "2027-01-01 3 2 ████████████▐███████ 1 SHORT",
      "2027-02-01 1 2 ███████░░░░░│░░░░░░░",
      "2027-06-30 1 2 ███████░░░░░│░░░░░░░ 1 SHORT UNLESS RENEWED",
    ]);
    expect(lines).toContain("2027-01-01: begins: interns");
    expect(lines).toContain(
      "These seats, EUR a month: 10.00 from 2026-11-24, 30.00 from 2027-01-01, 10.00 from 2027-02-01",
    );
    expect(out).toContain("The state of contoso could not be read");
  });

  it("gives JSON", async () => {
    const { out } = await forecast(stack, "--json");
    const {
      format,
      forecast: told,
      cost,
    } = JSON.parse(out) as {
      format: string;
      forecast: { days: { day: string }[] };
      cost: { days: unknown[] };
    };
    expect(format).toBe("m365-licenses/forecast");
    expect(told.days.map(({ day }) => day)).toEqual(["2026-11-24", "2027-01-01", "2027-02-01", "2027-06-30"]);
    expect(cost.days).toHaveLength(3);
  });

  it("says so where nothing is known to change", async () => {
    const { out } = await forecast(
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [VISIOCLIENT], users: [adele@contoso.com] }]\n",
    );
    expect(out).toContain("2027-06-30");
    emulator.tenant.state.subscriptions.forEach((one, id, all) => all.set(id, { ...one, purchases: [] }));
    const { out: nothing } = await forecast(
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [VISIOCLIENT], users: [adele@contoso.com] }]\n",
    );
    expect(nothing).toContain("Nothing is known to change in the next twelve months.");
  });
});
