import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/src/start";
import { readReport } from "../../src/report/json/read-report";
import type { Outcome } from "../cli/command-line";
import { commandsIn } from "./support/commands-in";
import { contoso } from "./support/contoso";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
beforeEach(async () => {
  scenario = await createScenario(contoso({ people: { adele: [], megan: [] } }), {
    M365_LICENSES_REPORT_DIR: "reports",
  });
});
afterEach(() => scenario.dispose());

const stack = (people: readonly string[], more = ""): string => `tenant: contoso.onmicrosoft.com
assignments:
  - name: staff
    licenses: [ENTERPRISEPACK]
    users: [${people.map((name) => `${name}@contoso.com`).join(", ")}]
${more}`;

/** The reports that the run about to begin leaves are its own. */
function forget(): void {
  rmSync(join(scenario.workspace.root, "reports"), { recursive: true, force: true });
}

/** All four reports say why, and the one for programs can be read. */
function expectReports(kind: "plan" | "run", reason: string): void {
  const folder = join(scenario.workspace.root, "reports");
  const text = (ending: string): string => readFileSync(join(folder, `contoso.${kind}.${ending}`), "utf8");
  const plain = (written: string): string =>
    written.replace(/&#58;/g, ":").replace(/\\(.)/g, "$1").replace(/\s+/g, " ");
  for (const ending of ["txt", "md", "html", "json"]) expect(plain(text(ending)), ending).toContain(reason);
  expect(readReport(text("json"), "the report").kind).toBe("refusal");
}

const command = async (...args: readonly string[]): Promise<Outcome> => {
  return (await commandsIn(scenario))(...args);
};

/** Leads to one tenant, and, once it is asked which tenant this is before the first write, to another. */
async function startDetour(one: string, other: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  let to = one;
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = Buffer.concat(parts);
      if (body.includes('/organization?$select=id"')) to = other;
      const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
      const answer = await fetch(`${to}${request.url ?? ""}`, {
        method: request.method ?? "GET",
        headers: headers as Record<string, string>,
        ...(body.length === 0 ? {} : { body }),
      });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const outOfReach = { M365_LICENSES_GRAPH_ENDPOINT: "http://127.0.0.1:9" };

describe("why a run failed stands in its reports", () => {
  it("where the program cannot read the stack file", async () => {
    scenario.stack("tenant: contoso.onmicrosoft.com\nasignments: []\n");
    expect((await scenario.up()).code).not.toBe(0);
    expectReports("plan", "There is no key");
  });

  it("where Graph is out of reach at the first check", async () => {
    scenario.stack(stack(["adele"]));
    expect((await scenario.workspace.run(["preview"], { env: outOfReach })).code).not.toBe(0);
    expectReports("plan", "Reading the tenant failed");
  });

  for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    it(`where Graph is out of reach at the refresh of a later ${args[0] ?? ""}`, async () => {
      scenario.stack(stack(["adele"]));
      expect((await scenario.up()).code).toBe(0);
      forget();
      expect((await scenario.workspace.run(args, { env: outOfReach })).code).not.toBe(0);
      expectReports("plan", "Reading the tenant failed");
    });
  }

  it("where the credentials are refused, and where they lead to another tenant, at the refresh", async () => {
    scenario.stack(stack(["adele"]));
    expect((await scenario.up()).code).toBe(0);
    const other = await startEmulator({ tenant: contoso({ id: "99999999-9999-4999-8999-999999999999" }) });
    try {
      forget();
      const run = await scenario.workspace.run(["preview"], { env: { M365_LICENSES_GRAPH_ENDPOINT: other.url } });
      expect(run.code).not.toBe(0);
      expectReports("plan", "99999999-9999-4999-8999-999999999999");
    } finally {
      await other.stop();
    }
    const closed = await startEmulator({
      tenant: {
        ...contoso(),
        apps: [{ appId: "11111111-1111-4111-8111-111111111111", secrets: ["a secret of theirs"], permissions: [] }],
      },
      signIn: "required",
    });
    try {
      forget();
      const run = await scenario.workspace.run(["preview"], { env: { M365_LICENSES_GRAPH_ENDPOINT: closed.url } });
      expect(run.code).not.toBe(0);
      expectReports("plan", "signed-out");
    } finally {
      await closed.stop();
    }
  });

  it("where the run has not read the tenant", async () => {
    scenario.stack(stack(["adele"]));
    expect((await scenario.up()).code).toBe(0);
    forget();
    expect((await scenario.up("--refresh=false")).code).not.toBe(0);
    expectReports("plan", "has not read the tenant first");
  });

  it("where the credentials lead elsewhere between plan and first write, of a create and of an update", async () => {
    const other = await startEmulator({ tenant: contoso({ id: "99999999-9999-4999-8999-999999999999" }) });
    try {
      for (const people of [["adele"], ["adele", "megan"]]) {
        scenario.stack(stack(people));
        forget();
        const way = await startDetour(scenario.emulator.url, other.url);
        const run = await scenario.workspace.run(["up", "--yes", "--skip-preview"], {
          env: { M365_LICENSES_GRAPH_ENDPOINT: way.url },
        });
        await way.stop();
        expect(run.code, run.output).not.toBe(0);
        expectReports("run", "99999999-9999-4999-8999-999999999999");
        expect((await scenario.up()).code).toBe(0);
      }
      expect(other.tenant.log.filter(({ actor }) => actor.kind === "application")).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it("where a destroy is refused", async () => {
    scenario.stack(stack(["adele"], "limits: none-removed\nprotect: false\n"));
    expect((await scenario.up()).code).toBe(0);
    forget();
    expect((await scenario.destroy()).code).not.toBe(0);
    expectReports("run", "cannot be destroyed");
  });

  it("and plan and apply say it", async () => {
    scenario.stack(stack(["adele"]));
    expect((await command("plan", "contoso", "--out", "kept")).code).toBe(0);
    expect((await scenario.up()).code).toBe(0);
    await scenario.emulator.stop();
    const planned = await command("plan", "contoso", "--out", "failed");
    expect(planned.code).toBe(1);
    expect(planned.out).toContain("Reading the tenant failed");
    expect(readFileSync(join(scenario.workspace.root, "failed/contoso.plan.md"), "utf8")).toContain(
      "Reading the tenant failed",
    );
    const applied = await command("apply", "--approved", "kept/contoso.plan.json", "--out", "failed");
    expect(applied.code).toBe(1);
    expect(applied.out + applied.err).toContain("Reading the tenant failed");
  });
});
