import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { gitHubPipeline } from "../../src/identities/pipeline-trust";

const permissions = ["LicenseAssignment.Read.All", "User.Read.All", "GroupMember.Read.All", "Organization.Read.All"];
const writing = "LicenseAssignment.ReadWrite.All";

describe("pipelines/example", () => {
  it("makes three identities that believe the pipeline of the page, and hands out their ids", async () => {
    const made: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        made.push({ type, name, inputs: inputs as Record<string, unknown> });
        return {
          id: `${name}-id`,
          state: { ...(inputs as object), clientId: `${name}-client`, objectId: `${name}-object` },
        };
      },
      call: () => ({
        objectId: "graph",
        appRoleIds: Object.fromEntries([...permissions, writing].map((role) => [role, role])),
      }),
    });
    const program = createRequire(__filename)("../../pipelines/example/index.cjs") as Record<
      string,
      pulumi.Output<string>
    >;
    const outputs = await new Promise((resolve) => pulumi.all(program).apply(resolve));
    await pulumi.runtime.disconnect();
    expect(outputs).toEqual({
      LICENCES_PREVIEW_CLIENT_ID: "licences-preview-client",
      LICENCES_APPLY_CLIENT_ID: "licences-apply-client",
      LICENCES_EXPIRIES_CLIENT_ID: "licences-expiries-client",
      previewPrincipalId: "licences-preview-object",
      applyPrincipalId: "licences-apply-object",
      expiriesPrincipalId: "licences-expiries-object",
    });
    const subjects = Object.values(gitHubPipeline("contoso/licences"))
      .flat()
      .map((one) => ("subject" in one ? one.subject : ""));
    const credentials = made.filter(({ type }) => type.includes("FederatedIdentityCredential"));
    expect(credentials.map(({ inputs }) => inputs["subject"]).sort()).toEqual([...subjects].sort());
    const granted = made.filter(({ type }) => type.includes("appRoleAssignment"));
    expect(
      granted
        .filter(({ inputs }) => inputs["appRoleId"] === writing)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([`licences-apply-${writing}`, `licences-expiries-${writing}`]);
  });
});
