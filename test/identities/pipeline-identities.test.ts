import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { gitHubSubject, gitLabAnyBranch } from "../../src/identities/federated-subjects";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const registered: Registered[] = [];
const roles = [
  "LicenseAssignment.Read.All",
  "LicenseAssignment.ReadWrite.All",
  "User.Read.All",
  "User.ReadWrite.All",
  "GroupMember.Read.All",
  "Group.Read.All",
  "Group.ReadWrite.All",
  "Organization.Read.All",
];

describe("identities of a pipeline", () => {
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: `${name}-id`, state: { ...inputs, clientId: `${name}-client`, objectId: `${name}-object` } };
      },
      call: () => ({ objectId: "graph", appRoleIds: Object.fromEntries(roles.map((role) => [role, `id of ${role}`])) }),
    });
    // Loaded after the mocks, as a program under test has to be.
    const { PipelineIdentities } = await import("../../src/identities/pipeline-identities.js");
    const identities = new PipelineIdentities("licenses", {
      preview: [gitHubSubject("contoso/licenses", { kind: "pullRequest" })],
      apply: [gitHubSubject("contoso/licenses", { kind: "environment", environment: "production" })],
    });
    await new Promise((resolve) => identities.apply.clientId.apply(resolve));
    await vi.waitFor(() => expect(registered.filter(({ type }) => type.includes("appRoleAssignment"))).toHaveLength(9));
    await vi.waitFor(() => expect(registered.filter(({ type }) => type.includes("FederatedIdentity"))).toHaveLength(2));
  });

  const granted = (prefix: string) =>
    registered
      .filter(({ type, name }) => type.includes("appRoleAssignment") && name.startsWith(prefix))
      .map(({ inputs }) => inputs["appRoleId"])
      .sort();

  it("lets the previewing identity read and nothing else", () => {
    expect(granted("licenses-preview-")).toEqual([
      "id of GroupMember.Read.All",
      "id of LicenseAssignment.Read.All",
      "id of Organization.Read.All",
      "id of User.Read.All",
    ]);
  });

  it("gives the applying identity the one permission that assigns licences, and no right to write people", () => {
    expect(granted("licenses-apply-")).toContain("id of LicenseAssignment.ReadWrite.All");
    expect(granted("licenses-apply-")).not.toContain("id of User.ReadWrite.All");
  });

  it("believes a pull request for previews only", () => {
    const subjects = registered
      .filter(({ type }) => type.includes("FederatedIdentity"))
      .map(({ name, inputs }) => [name, inputs["subject"]]);
    expect(subjects.sort()).toEqual([
      ["licenses-apply-github-environment-production", "repo:contoso/licenses:environment:production"],
      ["licenses-preview-github-pull-request", "repo:contoso/licenses:pull_request"],
    ]);
  });

  it("stores no secret", () => {
    expect(registered.map(({ type }) => type).filter((type) => /password|secret/i.test(type))).toEqual([]);
  });

  it("leaves the nightly identity a role over the people of a unit, and no permission to write", async () => {
    const { PipelineIdentities } = await import("../../src/identities/pipeline-identities.js");
    const job = (environment: string) => [gitHubSubject("contoso/licenses", { kind: "environment", environment })];
    const { expiries } = new PipelineIdentities("unit", {
      preview: job("preview"),
      apply: job("apply"),
      expiries: [gitLabAnyBranch("contoso/licenses")],
      expiriesUnit: "unit-1",
    });
    await new Promise((resolve) => expiries?.clientId.apply(resolve));
    const nightly = () => registered.filter(({ name }) => name.startsWith("unit-expiries"));
    await vi.waitFor(() =>
      expect(
        nightly()
          .map(({ type }) => type.replace(/.*:/, ""))
          .sort(),
      ).toEqual([
        "AdministrativeUnitRoleMember",
        "AppRoleAssignment",
        "AppRoleAssignment",
        "AppRoleAssignment",
        "AppRoleAssignment",
        "Application",
        "ApplicationFlexibleFederatedIdentityCredential",
        "DirectoryRole",
        "ServicePrincipal",
      ]),
    );
    const inputsOf = (type: string) => nightly().find((one) => one.type.endsWith(`:${type}`))?.inputs;
    expect(inputsOf("AdministrativeUnitRoleMember")).toMatchObject({
      administrativeUnitObjectId: "unit-1",
      memberObjectId: "unit-expiries-object",
    });
    expect(inputsOf("ApplicationFlexibleFederatedIdentityCredential")?.["claimsMatchingExpression"]).toBe(
      "claims['sub'] matches 'project_path:contoso/licenses:ref_type:branch:ref:*'",
    );
    expect(granted("unit-expiries")).not.toContain("id of LicenseAssignment.ReadWrite.All");
  });

  it("lets the applying identity make groups, and the others read them, where the stacks make some", async () => {
    const { PipelineIdentities } = await import("../../src/identities/pipeline-identities.js");
    const job = (environment: string) => [gitHubSubject("contoso/licenses", { kind: "environment", environment })];
    const jobs = { preview: job("preview"), apply: job("apply"), expiries: job("expiries") };
    const made = new PipelineIdentities("made", { ...jobs, makeGroups: true });
    await new Promise((resolve) => made.expiries?.clientId.apply(resolve));
    const ofGroups = (identity: string) =>
      granted(`made-${identity}`).filter((role) => String(role).includes("of Group."));
    await vi.waitFor(() => {
      expect(ofGroups("preview")).toEqual(["id of Group.Read.All"]);
      expect(ofGroups("apply")).toEqual(["id of Group.ReadWrite.All"]);
      expect(ofGroups("expiries")).toEqual(["id of Group.Read.All"]);
    });
    expect(granted("licenses-apply").filter((role) => String(role).includes("of Group."))).toEqual([]);
  });
});
