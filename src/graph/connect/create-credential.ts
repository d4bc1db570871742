import type { TokenCredential } from "@azure/identity";
import type { ConnectionSettings } from "./connection-settings";
import { readAssertion } from "./read-assertion";
import { createHttpClient } from "./sign-in-client";
import { longestAnswer } from "./sign-in-patience";

/**
 * Loads `@azure/identity` only when a token is first needed: it takes a third of a second, and an emulated tenant
 * needs none of it.
 * @param note hears what goes wrong on the way, which the libraries of Azure call "network_error"
 */
export async function createCredential(
  settings: ConnectionSettings,
  note: (trouble: string | undefined) => void,
): Promise<TokenCredential> {
  const identity = await import("@azure/identity");
  const isLoopback = new URL(settings.endpoint).origin !== new URL(settings.scope).origin;
  // An emulated sign-in server is not in Microsoft's list of authorities, which msal would ask on the internet.
  const httpClient = await createHttpClient(settings, note);
  const options = {
    authorityHost: settings.authority,
    httpClient,
    ...(isLoopback ? { disableInstanceDiscovery: true } : {}),
  };
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
        {
          certificatePath: credential.path,
          ...(credential.password === undefined ? {} : { certificatePassword: credential.password }),
        },
        options,
      );
    case "federated": {
      const source = credential.assertion;
      if (source.kind === "azurePipelines") {
        return new identity.AzurePipelinesCredential(
          credential.tenantId,
          credential.clientId,
          source.serviceConnectionId,
          source.systemAccessToken,
          options,
        );
      }
      return new identity.ClientAssertionCredential(
        credential.tenantId,
        credential.clientId,
        () => readAssertion(settings, source),
        options,
      );
    }
    case "managedIdentity":
      return credential.clientId === undefined
        ? new identity.ManagedIdentityCredential({ httpClient })
        : new identity.ManagedIdentityCredential({ httpClient, clientId: credential.clientId });
    case "azureCli":
      return new identity.AzureCliCredential({
        processTimeoutInMs: longestAnswer,
        ...(credential.tenantId === undefined ? {} : { tenantId: credential.tenantId }),
      });
  }
}
