import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { administrate } from "../../../emulator/src/control/administrate";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { declaredText, digestOfLines } from "../../../src/provider/contract/declared-text";
import type { Inputs, Outputs, ProgramInputs, RunInputs } from "../../../src/provider/contract/properties";
import { create, update } from "../../../src/provider/methods/apply";
import { check } from "../../../src/provider/methods/check";
import { destroy } from "../../../src/provider/methods/destroy";
import { read } from "../../../src/provider/methods/read";
import { recordRun } from "../../../src/provider/methods/record-run";
import { Session } from "../../../src/provider/session/session";
import { canonicalJson } from "../../../src/plan/basis/digest";
import { canonicalLines } from "../../../src/stack/canonical-lines";
import { formatProblem } from "../../../src/stack/problems/format-problem";
import { loadStack } from "../../../src/stack/load-stack";
import { policyInput } from "../../../src/stack/policy-input";
import { countCalls } from "../../support/count-calls";
import { holdings, writesSince } from "../every-setting/observe";
import { type SilentEngine, startSilentEngine } from "../every-setting/silent-engine";

const source = "stacks/contoso.yaml";
const urn = "urn:pulumi:contoso::p::t::licenses";
const today = new Date("2026-03-02T08:00:00Z");
const planning = { file: "src/plan/plan-tenant.ts", name: "planWithModel" };
let root: string;
let emulator: Emulator;
let engine: SilentEngine;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "m365-once-")));
  writeFileSync(join(root, "Pulumi.yaml"), "name: contoso\nruntime: nodejs\n");
  mkdirSync(join(root, "stacks"));
  const users = ["adele", "bob", "carl"].map((name) => ({
    userPrincipalName: `${name}@contoso.com`,
    usageLocation: "US",
  }));
  emulator = await startEmulator({
    tenant: { verifiedDomains: ["contoso.com"], skus: [{ sku: "ENTERPRISEPACK", enabled: 3 }], users },
  });
  engine = await startSilentEngine();
});
afterEach(async () => {
  await emulator.stop();
  engine.stop();
  rmSync(root, { recursive: true });
});

const stackOf = (names: readonly string[], more = ""): string =>
  `tenant: contoso.com\nlimits: { people: 100%, atMost: 10 }\n${more}assignments:\n  - name: staff\n    licenses: ` +
  `[ENTERPRISEPACK]\n    users: [${names.map((name) => `${name}@contoso.com`).join(", ")}]\n`;

interface Declared {
  readonly news: ProgramInputs;
  readonly run: RunInputs;
}

/** What a program passes that reads this file. */
function declare(yaml: string): Declared {
  writeFileSync(join(root, source), yaml);
  const loaded = loadStack(source, { now: today, root });
  if (loaded.kind === "invalid") throw new Error(loaded.problems.map(formatProblem).join("\n"));
  const { desired, policy, protect } = loaded.stack;
  const text = declaredText(canonicalLines(desired));
  return {
    run: { __urn: urn, __source: source, __lines: digestOfLines(text) },
    news: {
      tenant: "contoso.com",
      users: {},
      groups: {},
      __declared: text,
      policy: policyInput(policy),
      source,
      __today: "2026-03-02",
      __root: root,
      __urn: urn,
      __unprotected: !protect,
      __run: "this-run",
    },
  };
}

function begin(environment: Readonly<Record<string, string>> = {}): Session {
  return new Session({
    environment: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url, ...environment },
    directory: root,
    engineAddress: engine.address,
    now: () => today,
    exit: () => undefined,
  });
}

/** As it comes to the provider: the engine has sorted the keys of every map. */
const passedOn = <Value>(value: Value): Value => JSON.parse(canonicalJson(value)) as Value;

interface Happening {
  readonly environment?: Readonly<Record<string, string>>;
  /** The tenant changes after the plan is made. */
  readonly meanwhile?: () => void;
}

/** The calls of one `up` in one process, in the order in which the engine makes them. */
async function up(
  { news, run }: Declared,
  state: Outputs | undefined,
  { environment, meanwhile = () => undefined }: Happening = {},
): Promise<Outputs> {
  const session = begin(environment);
  const olds: Partial<Inputs> = state === undefined ? {} : passedOn((await read(session, state)).inputs);
  await recordRun(session, "this-run", passedOn(run));
  const { inputs, failures } = await check(session, olds, passedOn(news));
  expect(failures).toEqual([]);
  meanwhile();
  return passedOn((await (state === undefined ? create : update)(session, passedOn(inputs))).outs);
}

/** A preview in a process of its own, whose plan somebody approves: what a run of that is started with. */
async function approve(state: Outputs, yaml: string): Promise<Readonly<Record<string, string>>> {
  const session = begin({ M365_LICENSES_REPORT_DIR: root });
  const { __run: _none, ...news } = declare(yaml).news;
  await check(session, (await read(session, state)).inputs, news);
  return { M365_LICENSES_APPROVED_PLAN: join(root, "contoso.plan.json") };
}

const counted = <Result>(act: () => Promise<Result>) => countCalls(planning, act);

describe("a run plans once", () => {
  it("where the stack begins, and where it goes on", async () => {
    const first = await counted(() => up(declare(stackOf(["adele", "bob"])), undefined));
    expect(first.calls).toBe(1);
    const second = await counted(() => up(declare(stackOf(["adele", "carl"])), first.result));
    expect(second.calls).toBe(1);
    expect(Object.keys(holdings(emulator))).toEqual(["adele@contoso.com", "carl@contoso.com"]);
  });

  it("and does with the plan as before where the tenant has changed since", async () => {
    const state = await up(declare(stackOf(["adele", "bob"])), undefined);
    const since = emulator.tenant.log.length;
    const { calls } = await counted(() =>
      up(declare(stackOf(["adele", "carl"])), state, {
        meanwhile: () => {
          administrate(emulator.tenant, { kind: "assignLicenses", to: "carl@contoso.com", add: ["ENTERPRISEPACK"] });
          administrate(emulator.tenant, { kind: "assignLicenses", to: "bob@contoso.com", remove: ["ENTERPRISEPACK"] });
        },
      }),
    );
    expect(calls).toBe(1);
    expect(writesSince(emulator, since)).toEqual([]);
    expect(Object.keys(holdings(emulator))).toEqual(["adele@contoso.com", "carl@contoso.com"]);
  });

  it("where all of it was approved", async () => {
    const state = await up(declare(stackOf(["adele"])), undefined);
    const environment = await approve(state, stackOf(["adele", "bob"]));
    const { calls } = await counted(() => up(declare(stackOf(["adele", "bob"])), state, { environment }));
    expect(calls).toBe(1);
    expect(Object.keys(holdings(emulator))).toEqual(["adele@contoso.com", "bob@contoso.com"]);
  });

  it("and once more for the part that is left where not all of it was approved", async () => {
    const state = await up(declare(stackOf(["adele"])), undefined);
    const environment = await approve(state, stackOf(["adele", "bob"]));
    const { calls } = await counted(() => up(declare(stackOf(["adele", "bob", "carl"])), state, { environment }));
    expect(calls).toBe(2);
    expect(Object.keys(holdings(emulator))).toEqual(["adele@contoso.com", "bob@contoso.com"]);
  });

  it("and again where the program says other than the file did when the tenant was read", async () => {
    const state = await up(declare(stackOf(["adele"])), undefined);
    const { news } = declare(stackOf(["adele", "bob"]));
    declare(stackOf(["adele", "carl"]));
    const run: RunInputs = { __urn: urn, __source: source, __asked: news, __zone: "UTC" };
    const { calls } = await counted(() => up({ news, run }, state));
    expect(calls).toBe(2);
    expect(Object.keys(holdings(emulator))).toEqual(["adele@contoso.com", "bob@contoso.com"]);
  });
});

describe("a destroy", () => {
  it("does what the reading before it has planned", async () => {
    const state = await up(declare(stackOf(["adele", "bob"], "protect: false\n")), undefined);
    const session = begin();
    const { calls } = await counted(async () => {
      await read(session, state);
      await destroy(session, state);
    });
    // One of what the file asks for, should this be an update, and one of the destroy.
    expect(calls).toBe(2);
    expect(holdings(emulator)).toEqual({});
  });
});
