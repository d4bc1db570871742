import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../emulator/src/start";
import type { Finding } from "../../../src/cli/commands/doctor/finding";
import { owning } from "../../plan/support/tenant";
import { Patient, stateOf, tenant, type Told } from "./patient";

let emulator: Emulator;
let patient: Patient;
beforeAll(async () => {
  emulator = await startEmulator({ tenant });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  patient = new Patient();
});
afterEach(() => patient.dispose());

const doctor = (): Promise<Told> => patient.doctor({ M365_LICENSES_GRAPH_ENDPOINT: emulator.url });
const said = (findings: readonly Finding[], code: string): Finding | undefined =>
  findings.find((finding) => finding.code === code);

describe("doctor of the state", () => {
  it("says who holds a lock since when, and how it is freed", async () => {
    patient.put(
      "state/.pulumi/locks/organization/licences/contoso/1f.json",
      JSON.stringify({ pid: 12, username: "ci", hostname: "runner", timestamp: "2026-11-23T09:00:00Z" }),
    );
    const { works, findings } = await doctor();
    expect(said(findings, "stack-locked")).toMatchObject({
      message: expect.stringMatching(
        /^The stack contoso of the project licences is locked by ci@runner \(pid 12\), since 2026-11-23T09:00:00Z \(/,
      ) as unknown,
      commands: ["npx m365-licenses pulumi cancel --yes --stack contoso"],
    });
    expect(works).toMatchObject({ preview: true, apply: false });
  });

  it("asks a backend that knows, and says of any other how it comes to light", async () => {
    const url = "https://app.pulumi.com/me";
    patient.engine({ url, stacks: { contoso: stateOf() }, updating: ["contoso"] });
    expect(said((await doctor()).findings, "stack-locked")?.message).toBe("The stack contoso is locked.");
    patient.engine({ url: "azblob://state?storage_account=x", stacks: { contoso: stateOf() } });
    const { findings } = await doctor();
    expect(said(findings, "state-found")?.message).toBe("The state is at azblob://state");
    expect(said(findings, "lock-unknown")?.commands).toEqual(["npx m365-licenses pulumi cancel --yes --stack <stack>"]);
  });

  it("names other stacks that own people of this tenant, and whom two own", async () => {
    const id = tenant.id ?? "";
    const mine = { ...owning({ adele: "ENTERPRISEPACK", diego: "ENTERPRISEPACK" }), tenantId: id };
    const other = { ...owning({ diego: "STANDARDPACK" }), tenantId: id };
    const foreign = owning({ adele: "ENTERPRISEPACK" });
    const name = "organization/old/contoso";
    patient.engine({ stacks: { contoso: stateOf(mine), [name]: stateOf(other), far: stateOf(foreign), bad: null } });
    const { works, findings } = await doctor();
    expect(works["preview"]).toBe(true);
    const messages = findings.filter(({ part }) => part === "stacks").map(({ code, message }) => `${code}: ${message}`);
    expect(messages.slice(1)).toEqual([
      "stack-owns: contoso owns 2 people and 0 groups",
      "other-stack-owns: organization/old/contoso owns 1 person and 0 groups of this tenant, and is not declared in " +
        "stacks/ here.",
      "owned-twice: contoso and organization/old/contoso both own diego@contoso.com.",
      "state-unread: What these own is not known, as their state could not be read: bad.",
    ]);
  });
});
