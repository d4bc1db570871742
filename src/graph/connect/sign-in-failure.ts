import type { ConnectionSettings } from "./connection-settings";
import { GraphFailure } from "./graph-failure";
import { describeProxy } from "./proxy";

/** @param trouble what went wrong on the way, where it is known: it says more than the reason does */
export function signInFailure(settings: ConnectionSettings, reason: string, trouble: string | undefined): GraphFailure {
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
