import { readFile } from "node:fs/promises";
import type { TokenCredential } from "@azure/identity";
import type { ConnectionSettings } from "./connection-settings";
import type { AssertionSource } from "./credential-settings";
import { GraphFailure } from "./graph-failure";

/** A token that is good now; `@azure/identity` keeps and renews it. */
export type TokenSource = () => Promise<string>;

/** Loads `@azure/identity` only when a token is first needed: it takes a third of a second, and an emulated tenant needs none of it. */
export function createTokenSource(settings: ConnectionSettings): TokenSource {
  if (settings.credential.kind === "static") {
    const token = settings.credential.token;
    return () => Promise.resolve(token);
  }
  let credential: TokenCredential | undefined;
  return async () => {
    try {
      credential ??= await createCredential(settings);
      const answer = await credential.getToken(settings.scope);
      if (answer !== null) return answer.token;
    } catch (error) {
      throw signInFailure(settings, error instanceof Error ? error.message : String(error));
    }
    throw signInFailure(settings, "no token was issued");
  };
}

function signInFailure(settings: ConnectionSettings, reason: string): GraphFailure {
  // The first line only: what follows are trace ids, timestamps and, in some versions, the request.
  const line = reason.split(/\r?\n/)[0] ?? "";
  return new GraphFailure("signed-out", `Signing in at ${settings.authority} (${settings.credential.kind}) failed: ${line}`, remedies[settings.credential.kind]);
}

const remedies: Readonly<Record<ConnectionSettings["credential"]["kind"], string>> = {
  static: "Start the emulated tenant again.",
  clientSecret: "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and that AZURE_CLIENT_SECRET has not expired.",
  certificate: "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and the file at AZURE_CLIENT_CERTIFICATE_PATH (PEM with certificate and key).",
  federated: "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and the federated credential of the app registration: issuer, subject and audience must be those of this job.",
  managedIdentity: "Check that this machine has a managed identity, and AZURE_CLIENT_ID where it has several.",
  azureCli: "Run `az login`, or set AZURE_CLIENT_ID and AZURE_TENANT_ID with a secret, a certificate or a federated token.",
};

async function createCredential(settings: ConnectionSettings): Promise<TokenCredential> {
  const identity = await import("@azure/identity");
  const isLoopback = new URL(settings.endpoint).origin !== new URL(settings.scope).origin;
  // An emulated sign-in server is not in Microsoft's list of authorities, which msal would ask on the internet.
  const options = { authorityHost: settings.authority, ...(isLoopback ? { disableInstanceDiscovery: true } : {}) };
  const credential = settings.credential;
  switch (credential.kind) {
    case "static":
      throw new Error("a static token needs no credential");
    case "clientSecret":
      return new identity.ClientSecretCredential(credential.tenantId, credential.clientId, credential.secret, options);
    case "certificate":
      return new identity.ClientCertificateCredential(
        credential.tenantId,
        credential.clientId,
        { certificatePath: credential.path, ...(credential.password === undefined ? {} : { certificatePassword: credential.password }) },
        options,
      );
    case "federated": {
      const source = credential.assertion;
      if (source.kind === "azurePipelines") {
        return new identity.AzurePipelinesCredential(credential.tenantId, credential.clientId, source.serviceConnectionId, source.systemAccessToken, options);
      }
      return new identity.ClientAssertionCredential(credential.tenantId, credential.clientId, () => readAssertion(source), options);
    }
    case "managedIdentity":
      return credential.clientId === undefined ? new identity.ManagedIdentityCredential() : new identity.ManagedIdentityCredential({ clientId: credential.clientId });
    case "azureCli":
      return new identity.AzureCliCredential(credential.tenantId === undefined ? {} : { tenantId: credential.tenantId });
  }
}

/** Read again for every token: CI systems renew the file, and GitHub's tokens live for five minutes. */
async function readAssertion(source: Exclude<AssertionSource, { kind: "azurePipelines" }>): Promise<string> {
  switch (source.kind) {
    case "value":
      return source.token;
    case "file":
      return (await readFile(source.path, "utf8")).trim();
    case "github": {
      const url = new URL(source.requestUrl);
      url.searchParams.set("audience", "api://AzureADTokenExchange");
      const response = await fetch(url, { headers: { authorization: `Bearer ${source.requestToken}`, accept: "application/json" } });
      if (!response.ok) throw new Error(`the id token request of GitHub Actions answered ${response.status}`);
      const body: unknown = await response.json();
      if (typeof body === "object" && body !== null && "value" in body && typeof body.value === "string") return body.value;
      throw new Error("the id token request of GitHub Actions answered without a token");
    }
  }
}
