import { setFlagsFromString } from "node:v8";
import { check } from "./methods/check";
import { diff } from "./methods/diff";
import type { Inputs, Outputs, ProgramInputs, RunInputs, RunOutputs } from "./contract/properties";
import { read } from "./methods/read";
import { recordRun } from "./methods/record-run";
import { engineAddress } from "./engine/engine-address";
import { watchForOrphans } from "./engine/orphan-watch";
import { refusalOf } from "./engine/refusal";
import { reportFailure, type Failing } from "./session/report-failure";
import { Session } from "./session/session";

// One process is one operation of the engine, and all its methods share what was read of the tenant.
const session = begin();

/**
 * The methods of the dynamic provider, as the text in the state calls them. Entry names and signatures are frozen:
 * states of today run them for ever. What only writes is loaded when it is called: loading is a good part of a small
 * preview.
 */
export const v1 = {
  check: (olds: Partial<Inputs>, news: ProgramInputs) => {
    holdMemory(news.__declared);
    return answering(() => check(session, olds, news));
  },
  diff: (_id: string, outputs: Outputs, inputs: Inputs) =>
    reporting({ ...outputs, phase: "plan" }, () => Promise.resolve(diff(session, outputs, inputs))),
  create: (inputs: Inputs) =>
    reporting({ ...inputs, phase: "run" }, async () => (await import("./methods/apply.js")).create(session, inputs)),
  read: (id: string, outputs: Outputs) => {
    holdMemory(outputs.__ledger);
    return reporting({ ...outputs, phase: "plan" }, async () => ({ id, ...(await read(session, outputs)) }));
  },
  update: (_id: string, outputs: Outputs, inputs: Inputs) =>
    reporting({ ...outputs, phase: "run" }, async () => (await import("./methods/apply.js")).update(session, inputs)),
  delete: (_id: string, outputs: Outputs) =>
    reporting({ ...outputs, phase: "run" }, async () =>
      (await import("./methods/destroy.js")).destroy(session, outputs),
    ),
};

/** The same for the record of a run, which is only ever read. */
export const run1 = {
  read: (id: string, properties: RunInputs | RunOutputs) =>
    answering(async () => ({ id, props: await recordRun(session, id, properties) })),
};

function begin(): Session {
  const address = engineAddress(process.argv.slice(2));
  const begun = new Session({
    environment: process.env,
    directory: process.cwd(),
    engineAddress: address,
    now: () => new Date(),
    exit: (code) => process.exit(code),
  });
  watchForOrphans(address, () => endOrphan(begun));
  // Ctrl-C: our host of dynamic providers passes it on. The SDK's own does not, and the run goes on to its end there.
  process.on("pulumi:cancel", () => begun.end());
  return begun;
}

/**
 * What reading and planning for very many people leaves behind is collected once the heap has grown by 60 %, not once
 * it has quadrupled: at 100,000 people that is 60 MB less for 2 % more time. For 10,000 it would be time alone.
 *
 * @param text what is about to be read: the ledger, or what a program declares; some 40 characters for each
 */
function holdMemory(text: string | undefined): void {
  if ((text?.length ?? 0) > 1_000_000) setFlagsFromString("--heap-growing-percent=60");
}

/** Long enough for an answer of Graph that is under way. Milliseconds. */
const grace = 10_000;

function endOrphan(orphan: Session): void {
  orphan.end();
  // Where it writes, it ends by itself as soon as what is under way has been answered.
  if (!orphan.isWriting) orphan.surroundings.exit(1);
  setTimeout(() => orphan.surroundings.exit(1), grace).unref();
}

/** What fails leaves its reason in the reports too: whoever reads a pull request sees no output of the engine. */
function reporting<Result>(failing: Failing, act: () => Promise<Result>): Promise<Result> {
  return answering(async () => {
    try {
      return await act();
    } catch (failure) {
      await reportFailure(session, failing, failure);
      throw failure;
    }
  });
}

/** One `undefined` anywhere in an answer makes the host fail, and one in a state would block every later run. */
async function answering<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    const result = await act();
    return result === undefined ? result : (JSON.parse(JSON.stringify(result)) as Result);
  } catch (failure) {
    throw failure instanceof Error && "reasons" in failure ? failure : refusalOf(failure);
  }
}
