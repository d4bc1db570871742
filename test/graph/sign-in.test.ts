import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start";
import { contosoWithApplications } from "../emulator/support/applications";
import { run } from "../emulator/support/run";

type Applications = Awaited<ReturnType<typeof contosoWithApplications>>;

let emulator: Emulator;
let applications: Applications;
let trusted: string;
const github = createServer((request, response) => {
  const isAsked = request.url?.includes("audience=api%3A%2F%2FAzureADTokenExchange") === true && request.headers.authorization === "Bearer from-the-job";
  response.writeHead(isAsked ? 200 : 400, { "content-type": "application/json" });
  response.end(JSON.stringify(isAsked ? { value: applications.federatedToken } : {}));
});

beforeAll(async () => {
  applications = await contosoWithApplications();
  emulator = await startEmulator({ tenant: applications.tenant, signIn: "required", tls: true });
  trusted = join(applications.folder, "authority.pem");
  writeFileSync(trusted, emulator.certificateAuthority ?? "");
  writeFileSync(join(applications.folder, "token"), `${applications.federatedToken}\n`);
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
}, 60_000);
afterAll(async () => {
  github.close();
  await emulator.stop();
  rmSync(applications.folder, { recursive: true });
});

/** A process of its own, as certificates are trusted once and for all when Node starts. */
async function signIn(env: Readonly<Record<string, string>>): Promise<unknown> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AZURE_|ARM_|M365_|ACTIONS_|IDENTITY_|MSI_|SYSTEM_)/.test(name)));
  const { stdout, stderr } = await run(
    process.execPath,
    ["--require", "tsx/cjs", join(__dirname, "support/sign-in-once.ts")],
    { ...own, NODE_EXTRA_CA_CERTS: trusted, M365_LICENSES_GRAPH_ENDPOINT: emulator.url, AZURE_AUTHORITY_HOST: emulator.url, ...env },
    60_000,
  );
  if (stdout.trim() === "") throw new Error(stderr);
  return JSON.parse(stdout) as unknown;
}

describe("signing in over TLS with @azure/identity", () => {
  const as = (names: "AZURE" | "ARM"): Record<string, string> => ({ [`${names}_TENANT_ID`]: emulator.tenant.state.organization.id, [`${names}_CLIENT_ID`]: applications.writer.appId });
  const signedIn = (): unknown => ({ tenant: emulator.tenant.state.organization.id, user: "adele@contoso.com", write: "applied" });

  it.each<[string, () => Record<string, string>]>([
    ["a client secret", () => ({ ...as("AZURE"), AZURE_CLIENT_SECRET: applications.writer.secret })],
    ["a client secret by the names of the Azure providers", () => ({ ...as("ARM"), ARM_CLIENT_SECRET: applications.writer.secret })],
    ["a certificate", () => ({ ...as("AZURE"), AZURE_CLIENT_CERTIFICATE_PATH: applications.certificatePath })],
    ["a federated token in a file", () => ({ ...as("AZURE"), AZURE_FEDERATED_TOKEN_FILE: join(applications.folder, "token") })],
    ["a federated token in a variable, as GitLab has it", () => ({ ...as("ARM"), ARM_USE_OIDC: "true", ARM_OIDC_TOKEN: applications.federatedToken })],
    [
      "the id token of a GitHub job",
      () => ({ ...as("AZURE"), ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?v=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "from-the-job" }),
    ],
  ])("by %s", async (_, env) => {
    expect(await signIn(env())).toEqual(signedIn());
  });

  it("says what is wrong with a secret, and not the secret", async () => {
    const answer = await signIn({ ...as("AZURE"), AZURE_CLIENT_SECRET: "hunter2" });
    expect(answer).toMatchObject({ failure: { name: "GraphFailure", code: "signed-out", message: expect.stringMatching(/AADSTS7000215.*Check AZURE_TENANT_ID/) as string } });
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });

  it("reads with a read-only application, and says which permission writing needs", async () => {
    const answer = await signIn({ ...as("AZURE"), AZURE_CLIENT_ID: applications.reader.appId, AZURE_CLIENT_SECRET: applications.reader.secret });
    expect(answer).toEqual({ tenant: emulator.tenant.state.organization.id, user: "adele@contoso.com", write: "forbidden" });
  });

  it("trusts nobody whose certificate it does not know", async () => {
    const answer = await signIn({ ...as("AZURE"), AZURE_CLIENT_SECRET: applications.writer.secret, NODE_EXTRA_CA_CERTS: "" });
    expect(answer).toMatchObject({ failure: { code: "signed-out" } });
  });
});
