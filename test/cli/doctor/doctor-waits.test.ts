import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import { contoso } from "../../../emulator/test/support/contoso";
import { examineAll } from "../../../src/cli/commands/doctor";
import { examineTools } from "../../../src/cli/commands/doctor/examine-tools";
import { patience as usual, type Visit } from "../../../src/cli/commands/doctor/patience";
import { visibleOutput } from "../../../src/cli/output";
import { Patient } from "./patient";

let emulator: Emulator;
const patient = new Patient();
beforeAll(async () => {
  emulator = await startEmulator({ tenant: contoso() });
});
afterAll(async () => {
  await emulator.stop();
  patient.dispose();
});
afterEach(() => emulator.service.faults.clear());

function visit(): Visit {
  const stream = visibleOutput({ write: () => undefined, isTerminal: false, columns: undefined });
  return {
    workingFolder: patient.folder,
    environment: patient.environment({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url }),
    now: () => new Date(),
    out: stream,
    err: stream,
    signal: new AbortController().signal,
    insistence: new AbortController().signal,
    patience: { engine: 1500, signIn: 1000, answer: 300 },
  };
}

describe("doctor waits", () => {
  it("for an engine that never answers, and says so", async () => {
    patient.engine({ hangs: true });
    const findings = await examineAll(visit(), () => undefined);
    patient.engine({});
    expect(findings.find(({ code }) => code === "engine-failed")?.message).toContain("no answer within 1.5 s");
    expect(findings.find(({ code }) => code === "state-unreachable")?.message).toContain("no answer within 1.5 s");
    expect(findings.map(({ code }) => code)).toContain("read-people");
  });

  it("for a Graph that never answers, and says so", async () => {
    emulator.service.faults.add({ id: "hang", path: "^/organization", effect: { kind: "hang", ms: 30_000 } });
    const findings = await examineAll(visit(), () => undefined);
    expect(findings.find(({ code }) => code === "graph-unreachable")?.message).toContain("no answer within");
    expect(findings.map(({ code }) => code)).toContain("state-found");
  });

  it("no longer than minutes in all", () => {
    // Three questions to the engine side by side after its version, one sign-in, Graph in three steps, one clock.
    const { engine, signIn, answer } = usual;
    expect(2 * engine + signIn + 4 * answer).toBeLessThanOrEqual(240_000);
  });
});

describe("doctor of a machine", () => {
  it.each([
    ["v20.18.3", "node-too-old"],
    ["v20.19.0", "node-found"],
    ["v18.20.1", "node-too-old"],
    ["v24.1.0", "node-found"],
  ])("with Node.js %s: %s", async (version, code) => {
    expect((await examineTools(visit(), version))[0]?.code).toBe(code);
  });
});
