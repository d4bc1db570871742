// @ts-nocheck
// Microsoft's own clients against an emulator over TLS, in a process of its own that trusts the emulator's authority
// (NODE_EXTRA_CA_CERTS). Prints one JSON line a case: { name, source, result } or { name, source, error }.
import { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential } from "@azure/identity";
import { BatchRequestContent, BatchResponseContent, Client, PageIterator } from "@microsoft/microsoft-graph-client";
import * as tokens from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";

const { url, tenantId, writer, reader, certificatePath, federatedToken, skus } = JSON.parse(
  process.env.CONFORMANCE ?? "{}",
);
const options = { authorityHost: url, disableInstanceDiscovery: true };

const clientFor = (credential) =>
  Client.initWithMiddleware({
    baseUrl: `${url}/`,
    defaultVersion: "v1.0",
    customHosts: new Set(["127.0.0.1"]),
    authProvider: new tokens.TokenCredentialAuthenticationProvider(credential, {
      scopes: ["https://graph.microsoft.com/.default"],
    }),
  });
const bySecret = clientFor(new ClientSecretCredential(tenantId, writer.appId, writer.secret, options));
const assign = (user, add, remove = [], client = bySecret) =>
  client
    .api(`/users/${user}/assignLicense`)
    .post({ addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })), removeLicenses: remove });
const refusal = async (promise) => {
  try {
    await promise;
    return "accepted";
  } catch (error) {
    return { statusCode: error.statusCode, code: error.code, message: error.message };
  }
};

const cases = [
  [
    "secret: token and organization",
    "1, permissions",
    async () => (await bySecret.api("/organization").get()).value[0].id,
  ],
  [
    "certificate assertion",
    "1, permissions",
    async () => {
      const client = clientFor(new ClientCertificateCredential(tenantId, writer.appId, { certificatePath }, options));
      return (await client.api("/users/adele@contoso.com").get()).displayName;
    },
  ],
  [
    "federated credential",
    "1, permissions",
    async () => {
      const client = clientFor(
        new ClientAssertionCredential(tenantId, writer.appId, () => Promise.resolve(federatedToken), options),
      );
      return (await client.api("/users/adele@contoso.com").get()).displayName;
    },
  ],
  [
    "wrong secret",
    "2, no permission",
    async () => {
      const client = clientFor(new ClientSecretCredential(tenantId, writer.appId, "wrong", options));
      return (await refusal(client.api("/users").get())).message?.match(/AADSTS\d+/)?.[0];
    },
  ],
  [
    "unknown application",
    "2, no permission",
    async () => {
      const client = clientFor(
        new ClientSecretCredential(tenantId, "99999999-0000-4000-8000-000000000000", "wrong", options),
      );
      return (await refusal(client.api("/users").get())).message?.match(/AADSTS\d+/)?.[0];
    },
  ],
  [
    "a read-only application reads",
    "1, permissions",
    async () => {
      const client = clientFor(new ClientSecretCredential(tenantId, reader.appId, reader.secret, options));
      return (await client.api("/users").top(1).get()).value.length;
    },
  ],
  [
    "a read-only application cannot assign",
    "2, no permission",
    async () => {
      const client = clientFor(new ClientSecretCredential(tenantId, reader.appId, reader.secret, options));
      return refusal(assign("adele@contoso.com", [skus.E5], [], client));
    },
  ],
  [
    "page iterator over next links",
    "3, bulk read",
    async () => {
      const seen = [];
      const first = await bySecret.api("/users").select("id,userPrincipalName").top(2).get();
      await new PageIterator(bySecret, first, (user) => seen.push(user.userPrincipalName) > 0).iterate();
      return new Set(seen).size;
    },
  ],
  [
    "swap in one call",
    "1, semantics",
    async () => {
      await assign("adele@contoso.com", [skus.E5], [skus.E3]);
      return (await bySecret.api("/users/adele@contoso.com").select("assignedLicenses").get()).assignedLicenses.map(
        ({ skuId }) => skuId,
      );
    },
  ],
  ["usage location", "2, usageLocation", () => refusal(assign("nowhere@contoso.com", [skus.E3]))],
  ["error envelope", "2, unknown user", () => refusal(bySecret.api("/users/nobody@contoso.com").get())],
  [
    "batch by the client's own builder",
    "6",
    async () => {
      const request = (id, path, init) => ({ id, request: new Request(`${url}${path}`, init) });
      const post = (path) => ({
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ addLicenses: [{ skuId: path, disabledPlans: [] }], removeLicenses: [] }),
      });
      const content = new BatchRequestContent([
        request("1", "/users/lynne@contoso.com/assignLicense", post(skus.E3)),
        { ...request("2", "/users/lynne@contoso.com?$select=assignedLicenses"), dependsOn: ["1"] },
        { ...request("3", "/users/nobody@contoso.com"), dependsOn: ["2"] },
      ]);
      const answers = new BatchResponseContent(await bySecret.api("/$batch").post(await content.getContent()));
      const second = await answers.getResponseById("2").json();
      return [
        answers.getResponseById("1").status,
        second.assignedLicenses?.length ?? second,
        answers.getResponseById("3").status,
      ];
    },
  ],
  [
    "the client's retry handler honours Retry-After",
    "7, headers",
    async () => {
      const started = Date.now();
      await bySecret.api("/groups").get();
      return Date.now() - started >= 990;
    },
  ],
  [
    "group assignment",
    "1, responses",
    async () => {
      const group = (await bySecret.api("/groups").filter("displayName eq 'Empty'").get()).value[0];
      const answer = await bySecret
        .api(`/groups/${group.id}/assignLicense`)
        .post({ addLicenses: [{ skuId: skus.E3 }], removeLicenses: [] });
      return answer.id === group.id;
    },
  ],
];

const tell = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);

for (const [name, source, run] of cases) {
  try {
    tell({ name, source, result: await run() });
  } catch (error) {
    tell({ name, source, error: String(error?.message ?? error) });
  }
}
