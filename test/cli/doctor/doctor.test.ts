import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import type { Finding } from "../../../src/cli/commands/doctor/finding";
import { Patient, tenant } from "./patient";

let emulator: Emulator;
let patient: Patient;
/** An address at which nobody listens any more. */
let closed: string;
beforeAll(async () => {
  emulator = await startEmulator({ tenant });
  emulator.clock.set(Date.parse("2026-11-23T12:00:00Z"));
  emulator.clock.freeze();
  const gone = await startEmulator({ tenant });
  closed = gone.url;
  await gone.stop();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  patient = new Patient();
});
afterEach(() => {
  emulator.service.faults.clear();
  patient.dispose();
});

const graph = () => ({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
const doctor = (more: Readonly<Record<string, string>> = {}) => patient.doctor({ ...graph(), ...more });
const said = (findings: readonly Finding[], code: string): Finding | undefined =>
  findings.find((finding) => finding.code === code);

describe("doctor", () => {
  it("goes through everything in its order, finds it well, and changes nothing", async () => {
    emulator.service.counter.reset();
    const { code, works, findings } = await doctor();
    expect(findings.map((finding) => [finding.part, finding.code, finding.severity].join(" "))).toEqual([
      "tools node-found fine",
      "tools engine-found fine",
      "tools sdk-found fine",
      "tools project-found fine",
      "credential credential-used fine",
      "credential token-free fine",
      "permissions read-organization fine",
      "permissions read-subscriptions fine",
      "permissions read-people fine",
      "permissions read-groups fine",
      "permissions read-members fine",
      "permissions read-deleted fine",
      "tenant tenant-found fine",
      "tenant group-licensing fine",
      "state state-found fine",
      "state lock-free fine",
      "clock clock-right fine",
      "proxy proxy-none fine",
      "reports reports-none note",
      "reports undo-kept fine",
      "stacks stack-declared fine",
    ]);
    expect(code).toBe(0);
    expect(works).toEqual({ preview: true, apply: true, groups: true, locations: true, reprocessing: true });
    expect(said(findings, "tenant-found")?.message).toContain("contoso.onmicrosoft.com and contoso.com: 1 person");
    expect(emulator.service.counter.read()).toMatchObject({ requests: 6, writes: 0 });
    const calls = new Set(readFileSync(join(patient.folder, "calls"), "utf8").trim().split("\n"));
    expect([...calls].sort()).toEqual(["stack export", "stack ls", "version", "whoami --json"]);
  });

  it("says the same as text, what is to be pasted in lines of its own", async () => {
    patient.engine({ stacks: {} });
    const { code, out } = await patient.run([], graph());
    expect(code).toBe(1);
    expect(out).toContain("  ok      Contoso (84841066-274d-4ec0-a5c1-276be684bdd3), ");
    expect(out).toContain(
      "  ERROR   The state has no stack contoso yet. [stack-not-begun]\n          Begin it once.\n" +
        "            npx m365-licenses pulumi stack init contoso\n",
    );
    expect(out).toMatch(/\nA preview would not work: 1 error \(stack-not-begun\)\.\n$/);
  });
});

/** One thing broken: what is then said, and whether a preview would still work. */
const broken: Readonly<
  Record<
    string,
    {
      readonly how: () => Readonly<Record<string, string>> | undefined;
      readonly code: string;
      readonly says: RegExp;
      readonly command?: string;
      readonly previewWorks?: true;
    }
  >
> = {
  "no engine": {
    how: () => {
      patient.remove("engine");
    },
    code: "no-engine",
    says: /npm install --save-dev --save-exact pulumi@/,
  },
  "an engine that cannot run": {
    how: () => {
      patient.put("engine/pulumi", "#!/bin/sh\necho no such library >&2\nexit 127\n");
    },
    code: "engine-failed",
    says: /no such library/,
    command: "npx m365-licenses pulumi version",
  },
  "no packages": {
    how: () => {
      patient.remove("node_modules");
    },
    code: "sdk-missing",
    says: /pulumi-m365-licenses is not installed/,
    command: "npm install --save-dev --save-exact pulumi-m365-licenses@",
  },
  "no project": {
    how: () => {
      patient.remove("Pulumi.yaml");
    },
    code: "no-project",
    says: /no Pulumi.yaml/,
    command: "npx pulumi-m365-licenses init",
  },
  "half a credential": {
    how: () => ({ M365_LICENSES_GRAPH_ENDPOINT: "", AZURE_CLIENT_ID: "11111111-2222-3333-4444-555555555555" }),
    code: "settings",
    says: /nothing to prove it with: AZURE_CLIENT_SECRET/,
  },
  "nobody there": {
    how: () => ({ M365_LICENSES_GRAPH_ENDPOINT: closed }),
    code: "graph-unreachable",
    says: /ECONNREFUSED/,
  },
  "a token that is not taken": {
    how: () => fault("^/organization", 401, "InvalidAuthenticationToken"),
    code: "token-refused",
    says: /Sign in again/,
  },
  "a Graph that is down": {
    how: () => fault("^/users", 503, "ServiceUnavailable"),
    code: "read-failed",
    says: /503/,
    previewWorks: true,
  },
  "a clock ten minutes ahead": {
    how: () => {
      emulator.clock.set(Date.parse("2026-11-23T11:50:00Z"));
    },
    code: "clock-off",
    says: /600 s ahead of Microsoft's: tokens are refused from 300 s on/,
    command: "sudo timedatectl set-ntp true",
    previewWorks: true,
  },
  "reports where no folder can be": {
    how: () => ({ M365_LICENSES_REPORT_DIR: "Pulumi.yaml/x" }),
    code: "reports-unwritable",
    says: /M365_LICENSES_REPORT_DIR/,
    previewWorks: true,
  },
  "undo files where no folder can be": {
    how: () => ({ M365_LICENSES_UNDO_DIR: "Pulumi.yaml/x" }),
    code: "undo-unwritable",
    says: /without it nothing is changed/,
    previewWorks: true,
  },
  "a state out of reach": {
    how: () => {
      patient.engine({ fails: "error: unable to open postgres://me:hush@db/x?password=hush" });
    },
    code: "state-unreachable",
    says: /unable to open postgres:\/\/\*\*\*@db\/x\?\*\*\*/,
    command: "npx m365-licenses pulumi whoami --verbose",
  },
  "nobody who has signed in to the state": {
    how: () => {
      patient.engine({ fails: "error: PULUMI_ACCESS_TOKEN must be set for login" });
    },
    code: "state-unreachable",
    says: /set PULUMI_BACKEND_URL/,
  },
  "no stacks": {
    how: () => {
      patient.remove("stacks");
    },
    code: "no-stacks",
    says: /a stack that changes nobody/,
    command: "npx m365-licenses import",
  },
  "a stack that is not valid": {
    how: () => {
      patient.put("stacks/b.yaml", "tenant: contoso.com\nassignment: []\n");
    },
    code: "stack-invalid",
    says: /stacks\/b.yaml:2:1/,
    command: "npx m365-licenses validate",
  },
  "credentials of another tenant": {
    how: () => {
      patient.put("stacks/contoso.yaml", "tenant: fabrikam.com\nassignments: []\n");
    },
    code: "wrong-tenant",
    says: /tenant: contoso.onmicrosoft.com/,
  },
};

function fault(path: string, status: number, code: string): undefined {
  emulator.service.faults.add({ id: code, path, effect: { kind: "status", status, code, message: "No." } });
  return undefined;
}

describe("doctor of a repository with", () => {
  afterEach(() => emulator.clock.set(Date.parse("2026-11-23T12:00:00Z")));

  it.each(Object.keys(broken))("%s", async (name) => {
    const { how, code, says, command, previewWorks = false } = broken[name]!;
    const { code: exitCode, works, findings } = await doctor(how());
    const finding = said(findings, code);
    expect(finding, JSON.stringify(findings)).toBeDefined();
    expect(`${finding?.message ?? ""} ${finding?.remedy ?? ""}`).toMatch(says);
    expect(`${finding?.message ?? ""}${finding?.remedy ?? ""}`).not.toContain("hush");
    if (command !== undefined) expect(finding?.commands?.some((line) => line.startsWith(command))).toBe(true);
    expect(works["preview"]).toBe(previewWorks);
    expect(exitCode).toBe(previewWorks ? 0 : 1);
    // Everything else is looked at all the same.
    expect(new Set(findings.map(({ part }) => part)).size).toBe(9);
  });

  it("somebody in between who answers for Graph", async () => {
    const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { findings } = await patient.doctor({ M365_LICENSES_GRAPH_ENDPOINT: `http://127.0.0.1:${port}` });
    server.close();
    expect(said(findings, "graph-unreachable")?.message).toContain("text/html in place of JSON");
  });

  it("no plan for groups, which matters where a stack declares some", async () => {
    const small = await startEmulator({
      tenant: { ...tenant, skus: [{ sku: "STANDARDPACK", enabled: 5 }], users: [], groups: [] },
    });
    const at = { M365_LICENSES_GRAPH_ENDPOINT: small.url };
    const before = await patient.doctor(at);
    expect(said(before.findings, "group-licensing-missing")?.severity).toBe("note");
    patient.put(
      "stacks/contoso.yaml",
      "tenant: contoso.com\nassignments: [{ name: a, licenses: [STANDARDPACK], groups: [Sales] }]\n",
    );
    const { works, findings } = await patient.doctor(at);
    await small.stop();
    expect(said(findings, "group-licensing-missing")).toMatchObject({ severity: "warning", prevents: ["groups"] });
    expect(works).toMatchObject({ preview: true, groups: false });
  });
});
