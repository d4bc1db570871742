import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TenantDocument } from "../../../emulator/src/file/tenant-document";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import { executePlan } from "../../../src/plan/execute/execute-plan";
import type { Ledger } from "../../../src/terms/ledger";
import { emptyLedger } from "../../../src/plan/ledger/ledger-text";
import type { Plan } from "../../../src/terms/plan";
import { planWithModel } from "../../../src/plan/plan-tenant";
import { requestReads } from "../../../src/plan/basis/request-reads";
import { composeUndo, formatUndo } from "../../../src/report/json/undo";
import { loadStack } from "../../../src/stack/load-stack";
import { commandLine, type Outcome } from "../command-line";
import { refusals } from "../../../src/terms/refusals";

const tenantId = "84841066-274d-4ec0-a5c1-276be684bdd3";
const now = new Date("2026-11-23T12:00:00Z");

/** A repository with stacks, and the emulated tenant that they are for: everything of an `up` but the engine. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), "repository-"));
  #ledger: Ledger | undefined;

  private constructor(readonly emulator: Emulator) {}

  static async create(tenant: TenantDocument): Promise<Repository> {
    return new Repository(await startEmulator({ tenant: { id: tenantId, ...tenant } }));
  }

  async dispose(): Promise<void> {
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true });
  }

  put(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  text(path: string): string {
    return existsSync(join(this.folder, path)) ? readFileSync(join(this.folder, path), "utf8") : "";
  }

  /**
   * Plans `stacks/contoso.yaml` and carries it out; leaves `undo.json` beside. `refused`: nothing was done, for these
   * reasons.
   */
  async up(): Promise<{ readonly plan: Plan; readonly refused: readonly string[] }> {
    const loaded = loadStack("stacks/contoso.yaml", { now, root: this.folder });
    if (loaded.kind === "invalid")
      throw new Error(
        loaded.problems
          .map(({ place, message }) => `${place.file}:${place.line}:${place.column}: ${message}`)
          .join("\n"),
      );
    const { desired, policy, today } = loaded.stack;
    const session = connectTenant(readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: this.emulator.url }));
    this.#ledger ??= emptyLedger(tenantId);
    const ledger = this.#ledger;
    const observed = await session.readTenant(requestReads(desired, ledger, policy));
    const planned = planWithModel({ desired, ledger, observed, policy, today });
    const { plan } = planned;
    const refused = refusals(plan).map(({ code, message }) => `${code}: ${message}`);
    if (refused.length > 0) return { plan, refused };
    this.put({ "undo.json": formatUndo(composeUndo(plan, observed, "contoso")) });
    const execution = await executePlan({ ...planned, port: session });
    const failed = execution.outcomes.filter((outcome) => outcome.kind !== "applied");
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
    this.#ledger = execution.ledger;
    return { plan, refused };
  }

  restore(...options: readonly string[]): Promise<Outcome> {
    return commandLine(["restore", "undo.json", ...options], { folder: this.folder });
  }

  /** What everybody holds directly and every group has, with the plans that are off, and usage locations. */
  async holdings(): Promise<Readonly<Record<string, readonly string[]>>> {
    const users = await this.#get("/users?$select=userPrincipalName,usageLocation,licenseAssignmentStates&$top=999");
    const groups = await this.#get("/groups?$select=displayName,assignedLicenses");
    const skus = new Map(
      (await this.#get("/subscribedSkus")).map((sku) => [String(sku["skuId"]), String(sku["skuPartNumber"])]),
    );
    const line = (license: Entry): string =>
      `${skus.get(String(license["skuId"])) ?? "?"} -${(license["disabledPlans"] as string[]).toSorted().join(",")}`;
    return Object.fromEntries([
      ...users.map((user) => [
        `${String(user["userPrincipalName"])} @${String(user["usageLocation"])}`,
        (user["licenseAssignmentStates"] as Entry[])
          .filter((state) => state["assignedByGroup"] === null)
          .map(line)
          .sort(),
      ]),
      ...groups.map((group) => [String(group["displayName"]), (group["assignedLicenses"] as Entry[]).map(line).sort()]),
    ]) as Record<string, string[]>;
  }

  async #get(path: string): Promise<readonly Entry[]> {
    const response = await fetch(`${this.emulator.url}/v1.0${path}`, {
      headers: { authorization: "Bearer administrator" },
    });
    return ((await response.json()) as { value: Entry[] }).value;
  }
}

type Entry = Readonly<Record<string, unknown>>;
