import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { create } from "../../../src/provider/methods/apply";
import { check } from "../../../src/provider/methods/check";
import { declaredText } from "../../../src/provider/contract/declared-text";
import { diff } from "../../../src/provider/methods/diff";
import { fewLines } from "../../../src/provider/session/read-ahead";
import type { Inputs, Outputs, ProgramInputs } from "../../../src/provider/contract/properties";
import { read } from "../../../src/provider/methods/read";
import { Session } from "../../../src/provider/session/session";
import { findProjectRoot, readStackFile } from "../../../src/provider/session/stack-file";
import { emptyLine } from "../../../src/provider/contract/shown-lines";
import { type SilentEngine, startSilentEngine } from "../every-setting/silent-engine";

const names = Array.from({ length: fewLines + 1 }, (_, index) => `p${index}@contoso.com`);
const source = "stacks/contoso.yaml";
const root = realpathSync(mkdtempSync(join(tmpdir(), "m365-foresee-")));
let emulator: Emulator;
let engine: SilentEngine;
let state: Outputs;

beforeAll(async () => {
  writeFileSync(join(root, "Pulumi.yaml"), "name: contoso\nruntime: nodejs\n");
  for (const folder of ["dist", "stacks"]) mkdirSync(join(root, folder));
  const users = names.map((userPrincipalName) => ({
    userPrincipalName,
    usageLocation: "US",
    licenses: ["ENTERPRISEPACK"],
  }));
  emulator = await startEmulator({
    tenant: { verifiedDomains: ["contoso.com"], skus: [{ sku: "ENTERPRISEPACK", enabled: names.length }], users },
  });
  engine = await startSilentEngine();
  const session = createSession();
  writeStack(names);
  const { inputs } = await check(session, {}, declared(names));
  state = (await create(session, inputs)).outs;
});
afterAll(async () => {
  await emulator.stop();
  engine.stop();
  rmSync(root, { recursive: true });
});

function createSession(): Session {
  return new Session({
    environment: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url },
    directory: join(root, "dist"),
    engineAddress: engine.address,
    now: () => new Date("2026-03-02T08:00:00Z"),
    exit: () => undefined,
  });
}

function writeStack(people: readonly string[]): void {
  const listed = people.map((name) => `      - ${name}\n`).join("");
  writeFileSync(
    join(root, source),
    `tenant: contoso.com\nlimits: { people: 100%, atMost: 1000 }\nassignments:\n  - name: staff\n    licenses: ` +
      `[ENTERPRISEPACK]\n    users:\n${listed}`,
  );
}

/** What a program passes that declares these people, whatever the file says by now. */
function declared(people: readonly string[]): ProgramInputs {
  const policy = readStackFile(source, root, new Date("2026-03-02T08:00:00Z"))?.policy;
  if (policy === undefined) throw new Error("the stack file cannot be used");
  const users = Object.fromEntries([...people].sort().map((name) => [name, "ENTERPRISEPACK"]));
  return {
    tenant: "contoso.com",
    users: {},
    groups: {},
    __declared: declaredText({ users, groups: {} }),
    policy,
    source,
    __today: "2026-03-02",
    __root: root,
    __urn: "urn:pulumi:contoso::p::t::licenses",
  };
}

async function refreshed(session: Session): Promise<Inputs> {
  return (await read(session, state)).inputs;
}

describe("reading a stack of many people", () => {
  it("gives the engine nobody where nobody changes, and its check finds the plan made", async () => {
    writeStack(names);
    const session = createSession();
    const olds = await refreshed(session);
    expect(olds.users).toEqual({});
    const requests = session.tenant.figures.requests;
    const { inputs, failures } = await check(session, olds, declared(names));
    expect(failures).toEqual([]);
    expect(inputs).toEqual(olds);
    expect(session.tenant.figures.requests).toBe(requests);
    expect(session.checked?.plan).toMatchObject({ transitions: [], unchanged: { count: names.length } });
  });

  it("gives it whoever the stack file changes, and whoever the state has a line of", async () => {
    writeStack(names.slice(1));
    const session = createSession();
    const olds = (await read(session, { ...state, __shown: JSON.stringify({ users: ["p7@contoso.com"], groups: [] }) }))
      .inputs;
    expect(olds.users).toEqual({ "p0@contoso.com": "ENTERPRISEPACK", "p7@contoso.com": "ENTERPRISEPACK" });
    expect((await check(session, olds, declared(names.slice(1)))).inputs.users).toEqual({
      "p7@contoso.com": "ENTERPRISEPACK",
    });
  });

  it("shows a removal too where the program says other than the file did when the tenant was read", async () => {
    writeStack(names);
    const session = createSession();
    const olds = await refreshed(session);
    const { inputs } = await check(session, olds, declared(names.slice(1)));
    expect(inputs.users).toEqual({ "p0@contoso.com": emptyLine });
    expect(diff(session, state, inputs)).toEqual({});
    expect(session.checked?.plan.transitions).toMatchObject([{ name: "p0@contoso.com", kind: "withdraw" }]);
  });

  it("gives it everybody where the stack file cannot be used", async () => {
    writeFileSync(join(root, source), "tenant: [");
    expect(Object.keys((await refreshed(createSession())).users)).toHaveLength(names.length);
  });

  it("is needed before a check of what exists already", async () => {
    writeStack(names);
    const olds = await refreshed(createSession());
    const { failures } = await check(createSession(), olds, declared(names));
    expect(failures).toMatchObject([{ reason: expect.stringContaining("[stale-inputs]") as string }]);
  });
});

describe("a refresh", () => {
  it("is a change where the tenant holds other than the state says, or where a change is waiting", async () => {
    writeStack(names);
    const session = createSession();
    const inputs = await refreshed(session);
    expect(diff(session, state, inputs)).toEqual({ changes: false });
    expect(diff(session, state, { ...inputs, users: { "p1@contoso.com": "ENTERPRISEPACK" } })).toEqual({
      changes: false,
    });
    expect(diff(session, state, { ...inputs, users: { "p1@contoso.com": "ENTERPRISEPREMIUM" } })).toEqual({
      changes: true,
    });
    expect(diff(session, state, { ...inputs, users: { "ENTERPRISEPACK (2,099 people)": "0123456789ab" } })).toEqual({
      changes: false,
    });
    // A group may be called like that, and has lost what it had.
    expect(diff(session, state, { ...inputs, groups: { "Sales (12 people)": "ENTERPRISEPACK" } })).toEqual({
      changes: true,
    });
    writeStack(names.slice(1));
    const waiting = createSession();
    await refreshed(waiting);
    expect(diff(waiting, state, inputs)).toEqual({ changes: true });
  });
});

describe("the project's root", () => {
  it("is found from the program's directory", () => {
    expect(findProjectRoot(join(root, "dist"))).toBe(root);
    expect(findProjectRoot("/")).toBeUndefined();
  });
});
