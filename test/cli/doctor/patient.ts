import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { TenantDocument } from "../../../emulator/src/start";
import type { Finding } from "../../../src/cli/commands/doctor/finding";
import { formatLedger } from "../../../src/plan/ledger/ledger-text";
import type { Ledger } from "../../../src/terms/ledger";
import { commandLine, type Outcome } from "../command-line";

export const tenant: TenantDocument = {
  id: "84841066-274d-4ec0-a5c1-276be684bdd3",
  displayName: "Contoso",
  verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
  skus: [{ sku: "ENTERPRISEPACK", enabled: 5 }],
  users: [{ userPrincipalName: "a@contoso.com", usageLocation: "GB", licenses: ["ENTERPRISEPACK"] }],
  groups: [{ displayName: "Sales", mailNickname: "sales", members: ["a@contoso.com"] }],
};

const root = resolve(__dirname, "../../..");

export interface Told {
  readonly code: number;
  readonly works: Readonly<Record<string, boolean>>;
  readonly findings: readonly Finding[];
}

/** What the engine of a patient answers. */
export interface Engine {
  readonly url?: string;
  /** State of each stack; null where it cannot be exported. */
  readonly stacks?: Readonly<Record<string, unknown>>;
  readonly updating?: readonly string[];
  /** Plugins that it has. */
  readonly plugins?: readonly { readonly name: string; readonly version: string }[];
  /** What it says in place of an answer to anything but its version. */
  readonly fails?: string;
  readonly hangs?: boolean;
}

/** A repository in which everything is as it should be, until a test breaks something. */
export class Patient {
  readonly folder = mkdtempSync(join(tmpdir(), "doctor-"));

  constructor(
    stack = "tenant: contoso.com\nassignments: [{ name: a, licenses: [ENTERPRISEPACK], users: [a@contoso.com] }]\n",
  ) {
    this.put("Pulumi.yaml", "name: licences\nruntime: nodejs\n");
    this.put("stacks/contoso.yaml", stack);
    mkdirSync(join(this.folder, "node_modules"));
    symlinkSync(root, join(this.folder, "node_modules/pulumi-m365-licenses"));
    symlinkSync(join(root, "node_modules/@pulumi"), join(this.folder, "node_modules/@pulumi"));
    this.engine({ stacks: { contoso: stateOf() } });
  }

  put(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  engine({
    url = `file://${this.folder}/state`,
    stacks = {},
    updating = [],
    plugins = [],
    fails,
    hangs = false,
  }: Engine): void {
    const list = Object.keys(stacks).map((name) => ({
      name,
      ...(updating.length === 0 ? {} : { updateInProgress: updating.includes(name) }),
    }));
    const script = `#!${process.execPath}
const args = process.argv.slice(2);
const { appendFileSync, writeFileSync } = require("node:fs");
appendFileSync(${JSON.stringify(join(this.folder, "calls"))}, args.slice(0, 2).join(" ") + "\\n");
const [asked, of] = args;
const states = ${JSON.stringify(stacks)};
if (${JSON.stringify(hangs)}) setTimeout(() => undefined, 60_000);
else if (asked === "version") console.log("v3.259.0");
else if (${JSON.stringify(fails ?? "")}) { console.error(${JSON.stringify(fails ?? "")}); process.exit(255); }
else if (asked === "whoami") console.log(JSON.stringify({ user: "root", url: ${JSON.stringify(url)} }));
else if (asked === "plugin") console.log(${JSON.stringify(JSON.stringify(plugins))});
else if (of === "ls") console.log(${JSON.stringify(JSON.stringify(list))});
else if (of === "export") {
  const state = states[args[args.indexOf("--stack") + 1]];
  if (state == null) process.exit(255);
  writeFileSync(args[args.indexOf("--file") + 1], JSON.stringify(state));
} else process.exit(9);
`;
    this.put("engine/pulumi", script);
    chmodSync(join(this.folder, "engine/pulumi"), 0o755);
  }

  environment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    return { M365_LICENSES_ENGINE_DIR: join(this.folder, "engine"), PATH: "", ...more };
  }

  async doctor(more: Readonly<Record<string, string>> = {}): Promise<Told> {
    const { code, out } = await this.run(["--json"], more);
    return { ...(JSON.parse(out) as Omit<Told, "code">), code };
  }

  run(args: readonly string[] = [], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return commandLine(["doctor", ...args], { folder: this.folder, environment: this.environment(more) });
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A state as the engine exports it. */
export function stateOf(ledger?: Ledger): unknown {
  const resources = [{ type: "pulumi:pulumi:Stack" }];
  const type = "pulumi-nodejs:dynamic/m365:TenantLicenses";
  return {
    version: 3,
    deployment: {
      resources:
        ledger === undefined ? resources : [...resources, { type, outputs: { __ledger: formatLedger(ledger) } }],
    },
  };
}
