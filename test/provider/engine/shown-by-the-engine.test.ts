import { describe, expect, it } from "vitest";
import { observedLines } from "../../../src/plan/ledger/observed-lines";
import { connectEngineLog } from "../../../src/provider/engine/engine-log";
import { PartlyApplied } from "../../../src/provider/engine/partly-applied";
import { refusalOf } from "../../../src/provider/engine/refusal";
import { GraphFailure } from "../../../src/graph/connect/graph-failure";
import { evil, expectText } from "../../cli/hostile/names";
import { group, observed, owning, policy, sku, user } from "../../plan/support/tenant";
import { startSilentEngine } from "../every-setting/silent-engine";

describe("what the engine is given to print", () => {
  it("is text in every message under a resource", async () => {
    const engine = await startSilentEngine();
    const log = connectEngineLog(engine.address, "");
    await log.debug(`${evil}\n::error::PWNED`);
    engine.stop();
    expect(engine.debugged.join("")).toContain("\\u003a:error::PWNED");
    for (const line of engine.debugged) expectText(line);
  });

  it("is text in every refusal, and in what is not yet as declared", () => {
    expectText(refusalOf(new GraphFailure("forbidden", `Graph said ${evil}`, evil, evil)).message);
    expectText(refusalOf(new Error(evil)).message);
    for (const reason of new PartlyApplied("t", {} as never, {} as never, [evil]).reasons) expectText(reason);
  });

  it("is text in the keys and lines that `preview --diff` shows, whatever a state or a tenant calls things", () => {
    const called = { ...sku("MCOEV"), partNumber: evil };
    const ledger = owning({ adele: "MCOEV" });
    const [entry] = ledger.users;
    const changed = { ...ledger, users: [{ ...entry, name: evil }] } as typeof ledger;
    const seen = observed({ skus: [called], users: [user("adele", ["MCOEV"])], groups: [group("g", ["MCOEV"])] });
    const { users } = observedLines({ ledger: changed, observed: seen, policy: policy() });
    expect(Object.keys(users)).toHaveLength(1);
    expectText(JSON.stringify(users).replaceAll("\\\\", "\\"));
  });
});
