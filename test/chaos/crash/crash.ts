import { cpSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { saveTenant } from "../../../emulator/src/file/save-tenant";
import { type Emulator, startEmulator, type TenantDocument } from "../../../emulator/src/start";
import { createWorkspace, type Workspace } from "../../support/engine";
import { holdings } from "../../provider/every-setting/observe";
import { Chance, seedOfRun } from "../support/chance";
import { Relay } from "../support/relay";
import { type Blow, drawBlow, victims } from "./blow";
import { type Change, companyTenant, countChanged, drawChange, holdingsOf, stackOf, unchanged } from "./company";
import { compareState, isCreationPending } from "./compare-state";
import { type CutOff, cutOff, writesOf } from "./cut-off";
import { Witness } from "./witness";

export interface CrashResult {
  readonly run: number;
  readonly blow: Blow;
  /** The stack had no state before. */
  readonly isFirst: boolean;
  readonly cut: CutOff;
  /** `pulumi cancel` was needed. */
  readonly cancelled: boolean;
  /** The engine's note of a creation that was cut off, taken away as `docs/operations.md` says. */
  readonly cleared: boolean;
  /** Of what was to be written, how much was when the run was cut off. Per cent. */
  readonly written: number;
  /** Everything that is not as it has to be; nothing: the run held. */
  readonly faults: readonly string[];
}

const source = "stacks/contoso.yaml";
const lock = (state: string): string => join(state, ".pulumi", "locks");
const checkpoint = (state: string): string => join(state, ".pulumi", "stacks", "pulumi-m365-licenses", "contoso.json");

/** Everything that the tenant's lag, and the ledger's doubt of a list that lags, takes. */
const aWhile = 60_000;

/** A company that is as declared, of which every run begins with a copy. */
export class CrashTrial {
  readonly #workspace: Workspace;
  readonly #settled: TenantDocument;
  readonly #folder: string;

  private constructor(workspace: Workspace, settled: TenantDocument, folder: string) {
    this.#workspace = workspace;
    this.#settled = settled;
    this.#folder = folder;
  }

  static async open(): Promise<CrashTrial> {
    const emulator = await startEmulator({ tenant: companyTenant() });
    const workspace = await createWorkspace({ env: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url } });
    try {
      await mustSucceed(workspace, ["stack", "init", "contoso"]);
      const folder = join(workspace.root, "..");
      cpSync(workspace.state, join(folder, "begun"), { recursive: true });
      workspace.write(source, stackOf(unchanged));
      await mustSucceed(workspace, ["up", "--yes", "--skip-preview"]);
      cpSync(workspace.state, join(folder, "settled"), { recursive: true });
      emulator.clock.advance(aWhile);
      emulator.tenant.settle();
      return new CrashTrial(workspace, saveTenant(emulator.tenant.state), folder);
    } finally {
      await emulator.stop();
    }
  }

  async run(seed: number, run: number): Promise<CrashResult> {
    const chance = new Chance(seedOfRun(seed, run));
    const isFirst = chance.happens(0.1);
    const change = drawChange(chance);
    const writes = countChanged(isFirst ? undefined : unchanged, change);
    const blow = drawBlow(chance, victims[run % victims.length] ?? "engine", writes);
    // The state and the tenant are compared in every run; that a preview says so too costs a third of a run.
    const isPreviewed = chance.happens(0.34);
    const settings = {
      latencyMs: chance.pick([30, 60, 150]),
      groupProcessingDelayMs: chance.pick([50, 400]),
      replicationLagMs: chance.pick([0, 0, 700]),
      concurrencyScope: chance.pick(["object", "object", "tenant"]),
    };
    const emulator = await startEmulator({
      tenant: isFirst ? companyTenant() : this.#settled,
      settings,
      seed: chance.below(1_000_000),
    });
    const relay = await Relay.open(Number(new URL(emulator.url).port));
    try {
      rmSync(this.#workspace.state, { recursive: true });
      cpSync(join(this.#folder, isFirst ? "begun" : "settled"), this.#workspace.state, { recursive: true });
      this.#workspace.write(source, stackOf(change));
      return { run, blow, isFirst, ...(await this.#tryIt({ emulator, relay, blow, change, isFirst, isPreviewed })) };
    } finally {
      await relay.close();
      await emulator.stop();
    }
  }

  dispose(): Promise<void> {
    return this.#workspace.dispose();
  }

  async #tryIt({
    emulator,
    relay,
    blow,
    change,
    isFirst,
    isPreviewed,
  }: {
    readonly emulator: Emulator;
    readonly relay: Relay;
    readonly blow: Blow;
    readonly change: Change;
    readonly isFirst: boolean;
    readonly isPreviewed: boolean;
  }): Promise<Omit<CrashResult, "run" | "blow" | "isFirst">> {
    const workspace = this.#workspace;
    const env = { M365_LICENSES_GRAPH_ENDPOINT: relay.url };
    const witness = new Witness(emulator, unchanged, change, !isFirst);
    const before = writesOf(emulator);
    const running = workspace.start(["up", "--yes", "--skip-preview"], { env });
    const cut = await cutOff({ workspace, emulator, relay }, running, blow);
    const faults = [...cut.faults, ...witness.look().map((fault) => `cut off: ${fault}`)];

    const atEnd = writesOf(emulator);
    const cancelled = isLocked(workspace.state);
    if (cancelled) await workspace.run(["cancel", "--yes"], { env });
    if (writesOf(emulator) !== atEnd) faults.push("something was written after the last process had ended");

    const again = await workspace.run(["up", "--yes", "--skip-preview"], { env });
    if (again.code !== 0) {
      faults.push(`the next run ended with ${again.code}:\n${again.output}`, ...witness.look());
      return { cut, cancelled, cleared: false, written: 0, faults };
    }
    const cleared = isFirst && cancelled && isCreationPending(readState(workspace));
    if (cleared) await workspace.run(["refresh", "--yes", "--clear-pending-creates"], { env });
    emulator.clock.advance(aWhile);
    faults.push(...witness.look().map((fault) => `afterwards: ${fault}`));
    faults.push(...compareHoldings(holdingsOf(change), holdings(emulator)));
    const written = writesOf(emulator);
    faults.push(...compareState(readState(workspace), emulator, isFirst ? change : unchanged, change));
    if (isPreviewed) {
      const preview = await workspace.run(["preview", "--expect-no-changes"], { env });
      if (preview.code !== 0) faults.push(`something was left to do:\n${preview.output}`);
      if (writesOf(emulator) !== written) faults.push("a preview wrote");
    }
    const share = written === before ? 100 : Math.round((100 * (atEnd - before)) / (written - before));
    return { cut, cancelled, cleared, written: share, faults };
  }
}

async function mustSucceed(workspace: Workspace, args: readonly string[]): Promise<void> {
  const { code, output } = await workspace.run(args);
  if (code !== 0) throw new Error(output);
}

function readState({ state }: Workspace): string {
  return readFileSync(checkpoint(state), "utf8");
}

function isLocked(state: string): boolean {
  try {
    return readdirSync(lock(state), { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
  } catch {
    return false;
  }
}

type Holdings = Readonly<Record<string, readonly string[]>>;

function compareHoldings(wanted: Holdings, found: Holdings): readonly string[] {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return names.flatMap((name) => {
    const [needs, has] = [wanted[name] ?? [], found[name] ?? []].map((held) => held.join(", ") || "nothing");
    return needs === has ? [] : [`${name} holds ${has}, declared is ${needs}`];
  });
}
