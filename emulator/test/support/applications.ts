import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { generate } from "selfsigned";
import type { TenantDocument } from "../../src/start";
import { contoso } from "./contoso";

const issuer = "https://token.actions.githubusercontent.com";
const subject = "repo:contoso/licenses:ref:refs/heads/main";

/** Contoso with one application that may write and one that may read, their secrets made for this run. */
export async function contosoWithApplications() {
  const certificate = await generate([{ name: "commonName", value: "writer" }], { keySize: 2048, algorithm: "sha256" });
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const folder = mkdtempSync(join(tmpdir(), "m365-emulator-"));
  const certificatePath = join(folder, "writer.pem");
  writeFileSync(certificatePath, `${certificate.private}\n${certificate.cert}`);
  const federatedToken = await new SignJWT({})
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience("api://AzureADTokenExchange")
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(privateKey);
  const writer = { appId: randomUUID(), secret: randomUUID() };
  const reader = { appId: randomUUID(), secret: randomUUID() };
  const tenant: TenantDocument = {
    ...contoso(),
    apps: [
      {
        appId: writer.appId,
        displayName: "Licence writer",
        secrets: [writer.secret],
        certificates: [certificate.cert],
        federated: [{ issuer, subject, keys: [{ ...(await exportJWK(publicKey)), alg: "RS256" }] }],
        permissions: [
          "LicenseAssignment.ReadWrite.All",
          "User.ReadWrite.All",
          "Group.ReadWrite.All",
          "Organization.Read.All",
        ],
      },
      {
        appId: reader.appId,
        displayName: "Licence reader",
        secrets: [reader.secret],
        permissions: ["User.Read.All", "GroupMember.Read.All", "LicenseAssignment.Read.All", "Organization.Read.All"],
      },
    ],
  };
  return { tenant, writer, reader, certificatePath, federatedToken, folder };
}
