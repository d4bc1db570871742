import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { evil, expectText } from "../../cli/hostile/names";
import { contoso } from "../support/contoso";
import { createScenario, type Scenario } from "../support/scenario";

let scenario: Scenario;
afterEach(() => scenario.dispose());

const reports = { M365_LICENSES_REPORT_DIR: "reports" };

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

describe("a tenant in which somebody gave names that are commands", () => {
  it("is planned, shown with --diff, applied and reported without one of them", async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    const tenant = contoso({
      people: { adele: [] },
      groups: [{ id, displayName: evil, members: ["adele@contoso.com"] }],
    });
    scenario = await createScenario({ ...tenant, displayName: evil }, reports);
    scenario.stack(
      `tenant: contoso.onmicrosoft.com\nassignments:\n  - { name: a, licenses: [ENTERPRISEPACK], groups: [${id}] }\n` +
        "  - { name: b, licenses: [VISIOCLIENT], users: [adele@contoso.com] }\n",
    );
    const preview = await scenario.preview();
    expect(preview.code, preview.output).toBe(0);
    const up = await scenario.up();
    expect(up.code, up.output).toBe(0);
    scenario.stack(`tenant: contoso.onmicrosoft.com\nassignments: []\nlimits: { people: 100% }\n`);
    const after = await scenario.preview();
    for (const { output } of [preview, up, after]) expectText(output.replaceAll(/\r|\t/g, " "));
    const written = filesBelow(join(scenario.workspace.root, "reports"));
    expect(written.length).toBeGreaterThanOrEqual(8);
    for (const file of written) expectText(readFileSync(file, "utf8"));
  });
});

describe("secrets in the environment", () => {
  it("stand in no output, at whatever level, in no state, report or process list", async () => {
    const canaries = {
      M365_LICENSES_EMULATOR_TOKEN: "canary-of-the-token",
      AZURE_CLIENT_SECRET: "canary-of-the-secret",
      AZURE_CLIENT_CERTIFICATE_PASSWORD: "canary-of-the-certificate",
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "canary-of-github",
      SYSTEM_ACCESSTOKEN: "canary-of-azure",
      GITLAB_OIDC_TOKEN: "canary-of-gitlab",
      GITHUB_TOKEN: "canary-of-the-host",
    };
    scenario = await createScenario(contoso({ people: { adele: [] } }), { ...reports, ...canaries });
    const stack = (people: string): string =>
      `tenant: contoso.onmicrosoft.com\nassignments: [{ name: a, licenses: [ENTERPRISEPACK], users: [${people}] }]\n`;
    scenario.stack(stack("adele@contoso.com"));
    const loud = ["-d", "--logtostderr", "-v=9", "--logflow"];
    const said: string[] = [];
    const lists: string[] = [];
    const running = scenario.startUp(...loud);
    const ended = running.finished.then(() => true);
    while (!(await Promise.race([ended, sleep(50, false)])))
      for (const pid of scenario.workspace.processes()) lists.push(commandOf(pid));
    const { code, output } = await running.finished;
    expect(code, output.slice(-2000)).toBe(0);
    said.push(output);
    scenario.stack(stack("adele@contoso.com, nobody@contoso.com"));
    said.push((await scenario.preview(...loud)).output);
    scenario.stack("tenant: other.example\nassignments: []\n");
    said.push((await scenario.preview(...loud)).output);
    const { root, state, home } = scenario.workspace;
    const files = [...filesBelow(join(root, "reports")), ...filesBelow(state), ...filesBelow(home)].filter(
      (file) => statSync(file).size < 10_000_000,
    );
    expect(files.length).toBeGreaterThan(5);
    expect(lists.join("\n")).toContain("host.cjs");
    for (const text of [...said, ...lists, ...files.map((file) => readFileSync(file, "latin1"))])
      expect(/canary-of-[a-z-]+/.exec(text)?.[0]).toBeUndefined();
    expect(scenario.emulator.tenant.state.users.size).toBe(1);
  });
});

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
