import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/start";
import { contosoWithApplications } from "../support/applications";
import { skuIds } from "../support/contoso";
import { run } from "../support/run";

interface Case {
  readonly name: string;
  readonly source: string;
  readonly result?: unknown;
  readonly error?: string;
}

let emulator: Emulator;
let folder: string;
let cases: ReadonlyMap<string, Case>;
beforeAll(async () => {
  const { tenant, writer, reader, certificatePath, federatedToken, folder: made } = await contosoWithApplications();
  folder = made;
  emulator = await startEmulator({ tenant, signIn: "required", tls: true });
  emulator.service.faults.add({ id: "busy", path: "^/groups$", times: 1, effect: { kind: "throttle", retryAfter: 1 } });
  const authorityPath = join(folder, "authority.pem");
  writeFileSync(authorityPath, emulator.certificateAuthority ?? "");
  const input = {
    url: emulator.url,
    tenantId: emulator.tenant.state.organization.id,
    writer,
    reader,
    certificatePath,
    federatedToken,
    skus: { E3: skuIds.ENTERPRISEPACK, E5: skuIds.ENTERPRISEPREMIUM },
  };
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorityPath, CONFORMANCE: JSON.stringify(input) };
  const { stdout, stderr } = await run(
    process.execPath,
    [join(__dirname, "../conformance/official-clients.mjs")],
    env,
    60_000,
  );
  const read = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case);
  cases = new Map(read.map((found) => [found.name, found]));
  if (cases.size === 0) throw new Error(stderr);
}, 90_000);
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const insufficient = {
  statusCode: 403,
  code: "Authorization_RequestDenied",
  message: "Insufficient privileges to complete the operation.",
};

describe("@azure/identity and @microsoft/microsoft-graph-client over TLS", () => {
  it.each<[string, unknown]>([
    ["certificate assertion", "Adele Vance"],
    ["federated credential", "Adele Vance"],
    ["wrong secret", "AADSTS7000215"],
    ["unknown application", "AADSTS700016"],
    ["a read-only application reads", 1],
    ["a read-only application cannot assign", insufficient],
    ["page iterator over next links", 6],
    ["swap in one call", [skuIds.ENTERPRISEPREMIUM]],
    [
      "usage location",
      {
        statusCode: 400,
        code: "Request_BadRequest",
        message: "License assignment cannot be done for user with invalid usage location.",
      },
    ],
    [
      "error envelope",
      {
        statusCode: 404,
        code: "Request_ResourceNotFound",
        message:
          "Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not " +
          "present.",
      },
    ],
    ["batch by the client's own builder", [200, 1, 404]],
    ["the client's retry handler honours Retry-After", true],
    ["group assignment", true],
  ])("%s", (name, expected) => {
    expect(cases.get(name)).toMatchObject({ result: expected });
  });

  it("secret: token and organization, and the log says who it was", () => {
    expect(cases.get("secret: token and organization")?.result).toBe(emulator.tenant.state.organization.id);
    const [application] = emulator.tenant.log.filter(({ actor }) => actor.kind === "application");
    expect(application?.actor.id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
