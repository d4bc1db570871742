import { readFile } from "node:fs/promises";
import type { HttpClient } from "@azure/core-rest-pipeline";
import type { AccessToken, TokenCredential } from "@azure/identity";
import type { ConnectionSettings } from "./connection-settings";
import type { AssertionSource } from "./credential-settings";
import { Overdue, within } from "./bounded";
import { GraphFailure } from "./graph-failure";
import { describeProxy, usesProxy } from "./proxy";
import { createFetch } from "./proxy-fetch";

/** For one sign-in, with what Azure's libraries try again by themselves; then the run ends, and says so. */
const longestSignIn = 90_000;
/** For one answer of a sign-in server. */
const longestAnswer = 30_000;
/** Seconds: so long at most is waited where a sign-in server asks for it, whatever it asks for. */
const longestRetryAfter = 10;

export interface TokenOptions {
  readonly now?: () => number;
  /** What is waited for, in words for whoever looks at the run. */
  readonly onWaiting?: (text: string) => void;
  /** Milliseconds for one sign-in. */
  readonly signInPatience?: number;
}

/** A token that is good now. */
export type TokenSource = () => Promise<string>;

/** Milliseconds before its end at which a token is not used any more: a batch may take half a minute to arrive. */
const margin = 300_000;

/**
 * Loads `@azure/identity` only when a token is first needed: it takes a third of a second, and an emulated tenant
 * needs none of it. Tokens are kept here too, as not every credential keeps them: that of the Azure CLI starts a
 * process each time.
 */
export function createTokenSource(settings: ConnectionSettings, options: TokenOptions = {}): TokenSource {
  const { now = Date.now, onWaiting, signInPatience = longestSignIn } = options;
  if (settings.credential.kind === "static") {
    const token = settings.credential.token;
    return () => Promise.resolve(token);
  }
  let credential: TokenCredential | undefined;
  let kept: AccessToken | undefined;
  let asking: Promise<AccessToken> | undefined;
  /** What went wrong on the way, which the libraries of Azure call "network_error". */
  let trouble: string | undefined;
  const note = (found: string | undefined): void => {
    trouble = found;
  };
  const bound = { milliseconds: signInPatience, what: `the sign-in at ${settings.authority}`, onWaiting };
  const ask = async (): Promise<AccessToken> => {
    let answer: AccessToken | null;
    try {
      credential ??= await createCredential(settings, note);
      const asked = credential;
      answer = await within(bound, (abortSignal) => asked.getToken(settings.scope, { abortSignal }));
    } catch (error) {
      // One that hangs is not asked again: what it waits for, the next one would wait for too.
      if (error instanceof Overdue) credential = undefined;
      const late = error instanceof Overdue ? error.message : trouble;
      throw signInFailure(settings, error instanceof Error ? error.message : String(error), late);
    }
    if (answer === null) throw signInFailure(settings, "no token was issued", trouble);
    return answer;
  };
  return async () => {
    if (
      kept !== undefined &&
      now() < Math.min(kept.refreshAfterTimestamp ?? Infinity, kept.expiresOnTimestamp - margin)
    )
      return kept.token;
    // One for all that ask at the same time.
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    kept = await asking;
    return kept.token;
  };
}

function signInFailure(settings: ConnectionSettings, reason: string, trouble: string | undefined): GraphFailure {
  // The first line only: what follows are trace ids, timestamps and, in some versions, the request.
  const line = (trouble ?? reason).split(/\r?\n/)[0] ?? "";
  const { kind } = settings.credential;
  return new GraphFailure(
    "signed-out",
    `Signing in at ${settings.authority} (${kind}) failed: ${line}`,
    trouble === undefined ? remedies[kind] : remedyOnTheWay(settings, trouble),
  );
}

function remedyOnTheWay({ proxy }: ConnectionSettings, trouble: string): string {
  if (/certificate/i.test(trouble))
    return "Where your network looks into TLS, name the certificate of its authority in NODE_EXTRA_CA_CERTS.";
  return proxy === undefined
    ? "Check the network, and set HTTPS_PROXY where it has a proxy."
    : `Check that the proxy ${describeProxy(proxy)} (HTTPS_PROXY) lets this run through.`;
}

const remedies: Readonly<Record<ConnectionSettings["credential"]["kind"], string>> = {
  static: "Start the emulated tenant again.",
  clientSecret: "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and that AZURE_CLIENT_SECRET has not expired.",
  certificate:
    "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and the file at AZURE_CLIENT_CERTIFICATE_PATH (PEM with certificate " +
    "and key).",
  federated:
    "Check AZURE_TENANT_ID, AZURE_CLIENT_ID and the federated credential of the app registration: issuer, " +
    "subject and audience must be those of this job.",
  managedIdentity: "Check that this machine has a managed identity, and AZURE_CLIENT_ID where it has several.",
  azureCli:
    "Run `az login`, or set AZURE_CLIENT_ID and AZURE_TENANT_ID with a secret, a certificate or a federated token.",
};

async function createCredential(
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

/**
 * Azure's libraries send everything through the proxy that the environment names, the endpoint of a managed identity
 * on this machine included. What must not go there goes directly.
 */
async function createHttpClient(
  settings: ConnectionSettings,
  note: (trouble: string | undefined) => void,
): Promise<HttpClient> {
  const { createDefaultHttpClient } = await import("@azure/core-rest-pipeline");
  const client = createDefaultHttpClient();
  return {
    sendRequest: async (request) => {
      if (!usesProxy(settings.proxy, new URL(request.url))) {
        delete request.agent;
        delete request.proxySettings;
      }
      const { abortSignal: before } = request;
      try {
        // The timeout that the library itself offers keeps a process for that long after a connection has failed.
        const response = await within({ milliseconds: longestAnswer, what: "" }, (signal) => {
          request.abortSignal = before instanceof AbortSignal ? AbortSignal.any([before, signal]) : signal;
          return client.sendRequest(request);
        });
        if (Number(response.headers.get("retry-after") ?? 0) > longestRetryAfter)
          response.headers.set("retry-after", String(longestRetryAfter));
        note(response.status === 407 ? "the proxy wants another user or password (407)" : undefined);
        return response;
      } catch (error) {
        note(error instanceof Error ? error.message : String(error));
        throw error;
      } finally {
        if (before === undefined) delete request.abortSignal;
        else request.abortSignal = before;
      }
    },
  };
}

/** Read again for every token: CI systems renew the file, and GitHub's tokens live for five minutes. */
async function readAssertion(
  settings: ConnectionSettings,
  source: Exclude<AssertionSource, { kind: "azurePipelines" }>,
): Promise<string> {
  switch (source.kind) {
    case "value":
      return source.token;
    case "file":
      return (await readFile(source.path, "utf8")).trim();
    case "github": {
      const url = new URL(source.requestUrl);
      url.searchParams.set("audience", "api://AzureADTokenExchange");
      const response = await createFetch(settings.proxy)(url.href, {
        headers: { authorization: `Bearer ${source.requestToken}`, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(longestAnswer),
      });
      if (!response.ok) throw new Error(`the id token request of GitHub Actions answered ${response.status}`);
      const body: unknown = await response.json();
      if (typeof body === "object" && body !== null && "value" in body && typeof body.value === "string")
        return body.value;
      throw new Error("the id token request of GitHub Actions answered without a token");
    }
  }
}
