import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { contoso } from "../../emulator/test/support/contoso";
import type { ResponseBody } from "../../emulator/src/graph/graph-request";
import { startEmulator, type Emulator } from "../../emulator/src/start";
import { readConnectionSettings } from "../../src/graph/connect/connection-settings";
import { cases } from "./cases";
import { Graph } from "./graph";
import { type Outcome, runCases } from "./run-cases";
import type { StayOptions } from "./stay";

const prefix = "zzaccept";
const skus = ["ENTERPRISEPACK", "ENTERPRISEPREMIUM"];

/** A tenant full of strangers, some licensed, some in licensed groups. */
function crowd(settings: Readonly<Record<string, unknown>> = {}): Promise<Emulator> {
  const tenant = contoso();
  const people = Array.from({ length: 300 }, (_, at) => ({
    userPrincipalName: `stranger${at}@contoso.com`,
    usageLocation: "US",
    ...(at % 40 === 0 ? { licenses: ["STANDARDPACK"] } : {}),
  }));
  const skus = (tenant.skus ?? []).map((sku) => (sku.sku === "STANDARDPACK" ? { ...sku, enabled: 50 } : sku));
  return startEmulator({
    tenant: { ...tenant, skus, users: [...(tenant.users ?? []), ...people] },
    settings: { groupProcessingDelayMs: 5, ...settings },
  });
}

/** Everything that the tenant is, but for the log. */
function picture({ tenant: { state } }: Emulator): unknown {
  const { users, groups, members, subscriptions, deletedUsers, deletedGroups } = state;
  return JSON.parse(
    JSON.stringify([
      [...users.values()],
      [...groups.values()],
      // A group that never had members and one that has none are alike.
      [...members].flatMap(([group, ids]) => (ids.size === 0 ? [] : [[group, [...ids]]])),
      [...subscriptions.values()],
      [...deletedUsers.keys()],
      [...deletedGroups.keys()],
    ]),
  );
}

const options = (more: Partial<StayOptions> = {}): StayOptions => ({
  tenant: "contoso.com",
  prefix,
  skus,
  patience: 10_000,
  signal: new AbortController().signal,
  ...more,
});

function run(emulator: Emulator, more: Partial<StayOptions> = {}, say = (): void => undefined): Promise<Outcome> {
  const settings = readConnectionSettings({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
  return runCases(new Graph(settings), options(more), say);
}

const textOf = (body: ResponseBody): string =>
  body.kind === "json" ? JSON.stringify(body.value) : body.kind === "text" ? body.text : "";
const notPassed = ({ results }: Outcome) => results.filter(({ kind }) => kind !== "passed");

describe("the acceptance cases, against the emulated tenant", { timeout: 120_000 }, () => {
  it.each([
    {},
    { replicationLagMs: 150, newObjectLagMs: 100, consumedUnitsLagMs: 200 },
    { concurrencyScope: "tenant", lockMs: 20, concurrencyError: "400BadRequest" },
    { removeInherited: "ignore", noErrorText: "null", deleteLicensedGroup: "forbidden", batchOrder: "asSent" },
  ])("pass with the settings %o, and leave the tenant as it was", async (settings) => {
    const emulator = await crowd(settings);
    const before = picture(emulator);
    const outcome = await run(emulator);
    expect(notPassed(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ results: { length: cases.length }, left: [] });
    expect(picture(emulator)).toEqual(before);
    await emulator.stop();
  });

  it("meet a service plan that others need, in this tenant", async () => {
    const emulator = await crowd();
    const name = cases.map((one) => one.name).find((one) => one.startsWith("a service plan that others"));
    const plans = [...emulator.tenant.state.subscriptions.values()].flatMap(({ servicePlans }) => servicePlans);
    expect(plans.map(({ servicePlanName }) => servicePlanName)).toContain("MCOSTANDARD");
    const refusals: string[] = [];
    const answer = emulator.service.answer.bind(emulator.service);
    emulator.service.answer = (request) => {
      const answered = answer(request);
      if (request.target.endsWith("/assignLicense") && answered.status === 400) refusals.push(textOf(answered.body));
      return answered;
    };
    const { results } = await run(emulator);
    expect(results.find((result) => result.name === name)).toMatchObject({ kind: "passed" });
    expect(refusals.filter((text) => text.includes("depends on the service plan")).length).toBeGreaterThan(0);
    await emulator.stop();
  });

  it("touch nobody but whom they have made", async () => {
    const emulator = await crowd();
    const strangers = new Set([...emulator.tenant.state.users.keys(), ...emulator.tenant.state.groups.keys()]);
    const from = emulator.tenant.log.length;
    await run(emulator);
    const written = emulator.tenant.log.slice(from);
    expect(written.length).toBeGreaterThan(50);
    const touched = [...strangers].filter((id) => JSON.stringify(written).includes(id));
    expect(touched).toEqual([]);
    await emulator.stop();
  });

  it("take everything away where cases fail", async () => {
    const emulator = await crowd();
    const before = picture(emulator);
    emulator.service.faults.add({
      id: "no",
      path: "licenseDetails$|restore$|^/groups/[^/]+/members/\\$ref$",
      effect: { kind: "status", status: 403, code: "Authorization_RequestDenied", message: "No." },
    });
    const outcome = await run(emulator);
    expect(notPassed(outcome).map(({ kind }) => kind)).toEqual(["failed", "failed", "failed", "failed"]);
    expect(outcome.left).toEqual([]);
    expect(picture(emulator)).toEqual(before);
    await emulator.stop();
  });

  it("fail where a promise is not kept: a Graph that takes what is said to stay", async () => {
    const emulator = await crowd();
    emulator.service.faults.add({
      id: "lost",
      path: "^/users/[^/]+/assignLicense$",
      skip: 1,
      effect: { kind: "status", status: 200, code: "", message: "" },
    });
    expect(notPassed(await run(emulator, { patience: 300 })).length).toBeGreaterThan(3);
    await emulator.stop();
  });

  it("write nothing in another tenant, under a prefix that is borne, or that is too short", async () => {
    const emulator = await crowd();
    const before = emulator.tenant.log.length;
    await expect(run(emulator, { tenant: "fabrikam.com" })).rejects.toThrow("and not to fabrikam.com");
    await expect(run(emulator, { prefix: "stranger" })).rejects.toThrow("take another prefix");
    await expect(run(emulator, { prefix: "a" })).rejects.toThrow("6 to 20");
    await expect(run(emulator, { skus: ["NOTHING"] })).rejects.toThrow("has no NOTHING");
    expect(emulator.tenant.log.length).toBe(before);
    await emulator.stop();
  });

  it("skip what has no SKU, and say so", async () => {
    const emulator = await crowd();
    const { results } = await run(emulator, { skus: [] });
    const skipped = results.filter(({ kind }) => kind === "skipped");
    expect(skipped.length).toBe(cases.filter((one) => one.skus > 0).length);
    expect(skipped[0]?.why).toContain("--sku");
    await emulator.stop();
  });

  it("are stopped by Ctrl-C on the command line, and take everything away first", async () => {
    const emulator = await crowd({ latencyMs: 20 });
    const before = picture(emulator);
    const root = resolve(__dirname, "../..");
    const args = ["--tenant", "contoso.com", "--prefix", prefix, "--sku", "ENTERPRISEPACK", "--endpoint", emulator.url];
    const child = spawn(process.execPath, ["--import", "tsx", "test/acceptance/main.ts", ...args], { cwd: root });
    let out = "";
    child.stdout.on("data", (part: Buffer) => (out += part.toString("utf8")));
    const ended = once(child, "close");
    while (![...emulator.tenant.state.users.values()].some((user) => user.userPrincipalName.startsWith(prefix)))
      await new Promise((wait) => setTimeout(wait, 10));
    child.kill("SIGINT");
    const [code] = await ended;
    expect(out).toContain("Stopping: what was made is taken away first.");
    expect(out).toContain("; 0 things left");
    expect(code).toBe(1);
    expect(picture(emulator)).toEqual(before);
    await emulator.stop();
  });
});
