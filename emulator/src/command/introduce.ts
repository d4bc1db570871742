import { visible } from "../settings/visible";
import type { Subscription } from "../tenant/model";
import type { Emulator } from "../start";

/** Where the certificate authority was written, if it was. */
export interface Introduction {
  readonly emulator: Emulator;
  readonly authorityFile: string | undefined;
  readonly signIn: "open" | "required";
}

/**
 * What other clients need to come here and to trust the certificate: Node's, Python's requests, and whatever uses
 * OpenSSL (httpx, Go, curl).
 */
export function variablesFor({ emulator, authorityFile }: Introduction): Readonly<Record<string, string>> {
  return {
    ...(emulator.proxyUrl === undefined ? {} : { HTTPS_PROXY: emulator.proxyUrl }),
    ...(authorityFile === undefined
      ? {}
      : { NODE_EXTRA_CA_CERTS: authorityFile, REQUESTS_CA_BUNDLE: authorityFile, SSL_CERT_FILE: authorityFile }),
  };
}

function listedOf(subscriptions: ReadonlyMap<string, Subscription>): number {
  return [...subscriptions.values()].filter(({ gone }) => !gone).length;
}

/** Where it listens, as lines for people. */
export function introduce(introduction: Introduction): string {
  const { emulator, signIn } = introduction;
  const { organization, users, groups, subscriptions } = emulator.tenant.state;
  const sizes = [countOf(users.size, "user"), countOf(groups.size, "group"), countOf(listedOf(subscriptions), "SKU")];
  const variables = Object.entries(variablesFor(introduction));
  return [
    `Emulated tenant ${visible(organization.verifiedDomains[0] ?? "")} (${sizes.join(", ")})`,
    `Tenant:  ${organization.id}`,
    `Graph:   ${emulator.url}`,
    ...(emulator.controlUrl === undefined ? [] : [`Control: ${emulator.controlUrl}`]),
    ...(emulator.proxyUrl === undefined ? [] : [`Proxy:   ${emulator.proxyUrl}`]),
    ...(signIn === "required" || emulator.certificateAuthority !== undefined
      ? []
      : [`Try:     curl -H "Authorization: Bearer anything" ${emulator.url}/v1.0/users`]),
    ...(variables.length === 0 ? [] : ["For other clients:", ...variables.map((pair) => `  ${pair.join("=")}`)]),
  ].join("\n");
}

/** The same for programs. */
export function introduceAsData(introduction: Introduction): object {
  const { emulator } = introduction;
  const { organization, users, groups, subscriptions } = emulator.tenant.state;
  return {
    format: "m365-licenses/emulator",
    version: 1,
    tenant: {
      id: organization.id,
      domain: organization.verifiedDomains[0],
      users: users.size,
      groups: groups.size,
      skus: listedOf(subscriptions),
    },
    graph: emulator.url,
    control: emulator.controlUrl,
    proxy: emulator.proxyUrl,
    environment: variablesFor(introduction),
  };
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
