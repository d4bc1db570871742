import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { defaultCatalog } from "../../../src/catalog/catalog";
import { renderReports, type ReportContent } from "../../../src/provider/reports/write-reports";
import type { Plan } from "../../../src/terms/plan";
import { digestOfPlan } from "../../../src/plan/basis/plan-digest";
import { callingPlan, e3, grantOf, lossOf, planOf, removalOf, seatOf, transitionOf } from "../../report/plans";
import { evil, evilPerson } from "./names";

/** A folder, a tenant, a Graph that refuses, a Git host and an engine, of which each is against us. */
export class Surroundings {
  readonly folder = mkdtempSync(join(tmpdir(), "hostile-"));

  private constructor(
    readonly emulator: Emulator,
    readonly refusing: string,
    readonly server: Server,
  ) {
    mkdirSync(join(this.folder, "engine"));
  }

  static async create(): Promise<Surroundings> {
    const emulator = await startEmulator({ tenant: hostileTenant() });
    const server = createServer((_, response) => {
      const error = { code: `Denied${evil}`, message: evil, innerError: { "request-id": evil } };
      response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ error, message: evil }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Surroundings(emulator, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, server);
  }

  async dispose(): Promise<void> {
    await this.emulator.stop();
    this.server.close();
    rmSync(this.folder, { recursive: true });
  }

  put(path: string, text: string): string {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
    return path;
  }

  /** An engine that says this to everything but the question where its state is. */
  saying(text: string, exitCode: number): Readonly<Record<string, string>> {
    this.put(
      "engine/pulumi",
      `#!${process.execPath}
const whoami = ${JSON.stringify(JSON.stringify({ url: `file://${this.folder}/state` }))};
process.stdout.write(process.argv[2] === "whoami" && ${String(exitCode === 0)} ? whoami : ${JSON.stringify(text)});
process.exitCode = ${String(exitCode)};
`,
    );
    chmodSync(join(this.folder, "engine/pulumi"), 0o755);
    return { M365_LICENSES_ENGINE_DIR: join(this.folder, "engine") };
  }

  /** An engine that leaves these reports, and says something of its own. */
  engine(reports: Readonly<Record<string, string>>, exitCode = 0): Readonly<Record<string, string>> {
    const script = `#!${process.execPath}
const { join } = require("node:path");
for (const [name, text] of Object.entries(${JSON.stringify(reports)}))
  require("node:fs").writeFileSync(join(process.env.M365_LICENSES_REPORT_DIR, name), text);
process.stdout.write(${JSON.stringify(`${evil}\n`)});
process.exitCode = ${String(exitCode)};
`;
    this.put("engine/pulumi", script);
    chmodSync(join(this.folder, "engine/pulumi"), 0o755);
    return { M365_LICENSES_ENGINE_DIR: join(this.folder, "engine") };
  }
}

function hostileTenant() {
  const [one, other] = ["11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-666666666666"];
  const sku = defaultCatalog.products.find(({ partNumber }) => partNumber === "ENTERPRISEPACK")?.partNumber ?? "";
  return {
    displayName: evil,
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    skus: [
      { sku, enabled: 5 },
      { sku: evil, id: one, enabled: 5, servicePlans: [{ name: evil, id: other }] },
    ],
    users: [
      {
        userPrincipalName: evilPerson,
        usageLocation: "GB",
        created: "2020-01-01T00:00:00Z",
        accountEnabled: false,
        licenses: [sku, { sku: evil, disabledPlans: [evil] }],
      },
      { userPrincipalName: "adele@contoso.com", displayName: evil, usageLocation: "GB", licenses: [sku] },
    ],
    groups: [{ displayName: evil, mailNickname: "g", members: ["adele@contoso.com"], licenses: [sku] }],
  };
}

/** A plan in which everything that has a name is called like that. */
export function hostilePlan(): Plan {
  const place = { file: `stacks/${evil}.yaml`, line: 3, column: 4 };
  const reasons = [{ kind: "declared" as const, assignment: evil, place }];
  const plan = planOf({
    tenant: { id: "11111111-0000-0000-0000-000000000000", displayName: evil },
    skus: { [e3]: { partNumber: evil, name: `${evil} name` }, [callingPlan]: { partNumber: evil, name: evil } },
    transitions: [
      transitionOf(evil, "grant", { principal: "group", grants: [grantOf(e3, { reasons })] }),
      transitionOf(`${evil}@a`, "grant", { grants: [grantOf(e3, { reasons })] }),
      transitionOf(`${evil}@b`, "withdraw", { currentName: `b ${evil}`, removals: [removalOf(e3)] }),
    ],
    losses: [lossOf(`${evil}@b`, e3, { critical: ["mailbox"] })],
    seats: [seatOf(e3, { goWithout: [evil] })],
    findings: [
      {
        code: "renamed",
        severity: "warning",
        message: `The group ${evil} is odd.`,
        principals: [evil],
        place,
        remedy: `Rename ${evil}.`,
      },
    ],
    pending: [evil],
    unchanged: { count: 1, adopted: [evil] },
  });
  return { ...plan, digest: digestOfPlan(plan) };
}

/** Every form of a report, by the name that a run gives it. */
export function reportsOf(kind: "plan" | "run", content: ReportContent): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(renderReports("contoso", content, {})).map(([ending, text]) => [`contoso.${kind}.${ending}`, text]),
  );
}
