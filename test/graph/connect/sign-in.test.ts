import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SignedInTenant, startSignedInTenant } from "../support/signed-in-tenant";

let tenant: SignedInTenant;
const github = createServer((request, response) => {
  const isAsked =
    request.url?.includes("audience=api%3A%2F%2FAzureADTokenExchange") === true &&
    request.headers.authorization === "Bearer from-the-job";
  response.writeHead(isAsked ? 200 : 400, { "content-type": "application/json" });
  response.end(JSON.stringify(isAsked ? { value: tenant.applications.federatedToken } : {}));
});

beforeAll(async () => {
  tenant = await startSignedInTenant();
  writeFileSync(join(tenant.applications.folder, "token"), `${tenant.applications.federatedToken}\n`);
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
}, 60_000);
afterAll(async () => {
  github.close();
  await tenant.stop();
});

function signIn(env: Readonly<Record<string, string>>): Promise<unknown> {
  return tenant.signIn({ ...tenant.onLoopback, ...env });
}

describe("signing in over TLS with @azure/identity", () => {
  const as = (names: "AZURE" | "ARM"): Record<string, string> => ({
    [`${names}_TENANT_ID`]: tenant.tenantId,
    [`${names}_CLIENT_ID`]: tenant.applications.writer.appId,
  });

  it.each<[string, () => Record<string, string>]>([
    ["a client secret", () => ({ ...as("AZURE"), AZURE_CLIENT_SECRET: tenant.applications.writer.secret })],
    [
      "a client secret by the names of the Azure providers",
      () => ({ ...as("ARM"), ARM_CLIENT_SECRET: tenant.applications.writer.secret }),
    ],
    ["a certificate", () => ({ ...as("AZURE"), AZURE_CLIENT_CERTIFICATE_PATH: tenant.applications.certificatePath })],
    [
      "a federated token in a file",
      () => ({ ...as("AZURE"), AZURE_FEDERATED_TOKEN_FILE: join(tenant.applications.folder, "token") }),
    ],
    [
      "a federated token in a variable, as GitLab has it",
      () => ({ ...as("ARM"), ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: tenant.applications.federatedToken }),
    ],
    [
      "the id token of a GitHub job",
      () => ({
        ...as("AZURE"),
        ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?v=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "from-the-job",
      }),
    ],
  ])("by %s", async (_, env) => {
    expect(await signIn(env())).toEqual(tenant.signedIn);
  });

  it("says what is wrong with a secret, and not the secret", async () => {
    const answer = await signIn({ ...as("AZURE"), AZURE_CLIENT_SECRET: "hunter2" });
    expect(answer).toMatchObject({
      failure: {
        name: "GraphFailure",
        code: "signed-out",
        message: expect.stringMatching(/AADSTS7000215.*Check AZURE_TENANT_ID/) as string,
      },
    });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });

  it("reads with a read-only application, and says which permission writing needs", async () => {
    const answer = await signIn({
      ...as("AZURE"),
      AZURE_CLIENT_ID: tenant.applications.reader.appId,
      AZURE_CLIENT_SECRET: tenant.applications.reader.secret,
    });
    expect(answer).toEqual({ tenant: tenant.tenantId, user: "adele@contoso.com", write: "forbidden" });
  });

  it("trusts nobody whose certificate it does not know", async () => {
    const answer = await signIn({
      ...as("AZURE"),
      AZURE_CLIENT_SECRET: tenant.applications.writer.secret,
      NODE_EXTRA_CA_CERTS: "",
    });
    expect(answer).toMatchObject({
      failure: { code: "signed-out", message: expect.stringMatching(/certificate.*NODE_EXTRA_CA_CERTS/) as string },
    });
  });
});
