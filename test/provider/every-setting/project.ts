import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Emulator, startEmulator, type TenantDocument } from "../../../emulator/src/start";
import { connectTenant, type TenantSession } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";
import type { Plan } from "../../../src/terms/plan";
import { create, update } from "../../../src/provider/methods/apply";
import { check } from "../../../src/provider/methods/check";
import { destroy } from "../../../src/provider/methods/destroy";
import { diff } from "../../../src/provider/methods/diff";
import type { Inputs, Outputs, ProgramInputs } from "../../../src/provider/contract/properties";
import { read } from "../../../src/provider/methods/read";
import { Session } from "../../../src/provider/session/session";
import { canonicalLines } from "../../../src/stack/canonical-lines";
import { dayIn } from "../../../src/stack/resolve/dates";
import { formatProblem } from "../../../src/stack/problems/format-problem";
import { loadStack } from "../../../src/stack/load-stack";
import { policyInput } from "../../../src/stack/policy-input";
import { emulatedTime } from "./emulated-time";
import { type SilentEngine, startSilentEngine } from "./silent-engine";

/** What one `pulumi up` came to. */
export interface Run {
  /** The engine saw a difference, and had it applied. */
  readonly changed: boolean;
  readonly plan: Plan;
  /** One line for everything that is not as declared after the run; the run ends red where there are any. */
  readonly reasons: readonly string[];
  /** What the provider refused before anything was written. */
  readonly refused: readonly string[];
}

/**
 * A stack against an emulated tenant, without the engine: the provider's own methods, in the order in which the
 * engine calls them, one process (one `Session`) a run.
 */
export interface Project {
  readonly emulator: Emulator;
  /**
   * `pulumi up --refresh --skip-preview` with this stack file. `before` is called between the plan and the first write.
   */
  up(yaml: string, before?: (plan: Plan) => void): Promise<Run>;
  /** `pulumi destroy --refresh`. */
  destroy(): Promise<void>;
  /** What the state holds of the stack; undefined before the first run. */
  outputs(): Outputs | undefined;
  dispose(): Promise<void>;
}

const source = "stacks/contoso.yaml";
const urn = "urn:pulumi:contoso::pulumi-m365-licenses::pulumi-nodejs:dynamic/m365:TenantLicenses::licenses";

export interface ProjectOptions {
  /** How long an answer is waited for, and how long groups are, in milliseconds. */
  readonly answerPatience?: number;
  readonly groupWaitMilliseconds?: number;
}

class EmulatedSession extends Session {
  readonly #connected: TenantSession;

  constructor(emulator: Emulator, engine: SilentEngine, directory: string, options: ProjectOptions) {
    const environment = { M365_LICENSES_GRAPH_ENDPOINT: emulator.url };
    const exit = (): never => {
      throw new Error("the engine is gone");
    };
    super({ environment, directory, engineAddress: engine.address, now: () => new Date(emulator.clock.now()), exit });
    this.#connected = connectTenant(readConnectionSettings(environment), {
      ...options,
      clock: emulatedTime(emulator.clock),
    });
  }

  override get tenant(): TenantSession {
    return this.#connected;
  }
}

export async function openProject(
  tenant: TenantDocument,
  settings: Readonly<Record<string, unknown>>,
  options: ProjectOptions = {},
): Promise<Project> {
  const emulator = await startEmulator({ tenant, settings });
  const engine = await startSilentEngine();
  const root = mkdtempSync(join(tmpdir(), "m365-product-"));
  writeFileSync(join(root, "Pulumi.yaml"), "name: pulumi-m365-licenses\nruntime: nodejs\n");
  let state: Outputs | undefined;

  const declare = (yaml: string): ProgramInputs => {
    mkdirSync(dirname(join(root, source)), { recursive: true });
    writeFileSync(join(root, source), yaml);
    const now = new Date(emulator.clock.now());
    const loaded = loadStack(source, { now, root });
    if (loaded.kind === "invalid") throw new Error(loaded.problems.map(formatProblem).join("\n"));
    const { desired, policy, protect, tenant: domain, timeZone } = loaded.stack;
    return asStored({
      tenant: domain,
      ...canonicalLines(desired),
      policy: policyInput(policy),
      source,
      __today: dayIn(timeZone, now),
      __root: root,
      __urn: urn,
      __unprotected: !protect,
    });
  };

  const refresh = async (session: Session): Promise<Inputs | undefined> => {
    if (state === undefined) return undefined;
    const refreshed = asStored(await read(session, state));
    diff(session, refreshed.props, refreshed.inputs);
    state = refreshed.props;
    return refreshed.inputs;
  };

  return {
    emulator,
    async up(yaml, before) {
      const news = declare(yaml);
      const session = new EmulatedSession(emulator, engine, root, options);
      const olds = await refresh(session);
      const { inputs, failures } = asStored(await check(session, olds ?? {}, news));
      const plan = session.checked?.plan;
      if (plan === undefined) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      if (failures.length > 0)
        return { changed: false, plan, reasons: [], refused: failures.map(({ reason }) => reason) };
      const changed = olds === undefined || (diff(session, state!, inputs).changes ?? !sameValue(olds, inputs));
      before?.(plan);
      if (!changed) return { changed, plan, reasons: [], refused: [] };
      try {
        state = asStored(
          olds === undefined ? (await create(session, inputs)).outs : (await update(session, inputs)).outs,
        );
        return { changed, plan, reasons: [], refused: [] };
      } catch (failure) {
        if (!(failure instanceof Error && "reasons" in failure && "properties" in failure)) throw failure;
        // What the engine does with a part that was done: it is the state now.
        state = asStored(failure.properties as Outputs);
        return { changed, plan, reasons: failure.reasons as readonly string[], refused: [] };
      }
    },
    async destroy() {
      const session = new EmulatedSession(emulator, engine, root, options);
      await refresh(session);
      if (state !== undefined) await destroy(session, state);
      state = undefined;
    },
    outputs: () => state,
    async dispose() {
      engine.stop();
      rmSync(root, { recursive: true });
      await emulator.stop();
    },
  };
}

/** Values as they come back from the engine. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/**
 * Where the provider says nothing of changes the engine compares the inputs itself; the order of keys does not count.
 */
function sameValue(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => sameValue((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]))
  );
}
