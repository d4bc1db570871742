/** How to sign in, as plain data; `token-source.ts` makes a credential of it. */
export type CredentialSettings =
  /** The emulated tenant's: no account behind it. */
  | { readonly kind: "static"; readonly token: string }
  | { readonly kind: "clientSecret"; readonly tenantId: string; readonly clientId: string; readonly secret: string }
  | {
      readonly kind: "certificate";
      readonly tenantId: string;
      readonly clientId: string;
      readonly path: string;
      readonly password?: string;
    }
  | {
      readonly kind: "federated";
      readonly tenantId: string;
      readonly clientId: string;
      readonly assertion: AssertionSource;
    }
  | { readonly kind: "managedIdentity"; readonly clientId?: string }
  | { readonly kind: "azureCli"; readonly tenantId?: string };

/** Where the identity token of the CI system comes from. */
export type AssertionSource =
  | { readonly kind: "file"; readonly path: string }
  /** GitLab hands its id token over in a variable that the job names. */
  | { readonly kind: "value"; readonly token: string }
  /** GitHub Actions, with `permissions: id-token: write`. */
  | { readonly kind: "github"; readonly requestUrl: string; readonly requestToken: string }
  /** Azure Pipelines, with a service connection. */
  | { readonly kind: "azurePipelines"; readonly serviceConnectionId: string; readonly systemAccessToken: string };

type Environment = Readonly<Record<string, string | undefined>>;

const either = (env: Environment, ...names: readonly string[]): string | undefined =>
  names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== "");

const isOn = (env: Environment, name: string): boolean => /^(1|true|yes)$/i.test(env[name]?.trim() ?? "");

/** Somebody set credentials on purpose: an Azure CLI login that merely exists does not count. */
export function hasCredential(env: Environment): boolean {
  return (
    either(env, "AZURE_CLIENT_ID", "ARM_CLIENT_ID") !== undefined ||
    isOn(env, "ARM_USE_MSI") ||
    isOn(env, "ARM_USE_CLI")
  );
}

/**
 * Federation, certificate, secret, managed identity, Azure CLI: the first that the environment has. `ARM_USE_OIDC`,
 * `ARM_USE_MSI` and `ARM_USE_CLI` choose explicitly, as with the Azure providers. What is missing for the chosen way
 * is added to `problems`.
 */
export function chooseCredential(env: Environment, problems: string[]): CredentialSettings {
  const clientId = either(env, "AZURE_CLIENT_ID", "ARM_CLIENT_ID");
  if (isOn(env, "ARM_USE_MSI")) return { kind: "managedIdentity", ...(clientId === undefined ? {} : { clientId }) };
  if (isOn(env, "ARM_USE_CLI")) return azureCli(env);
  if (clientId === undefined) return chooseWithoutClient(env, problems);
  return chooseForClient(env, clientId, problems);
}

function azureCli(env: Environment): CredentialSettings {
  const tenantId = tenantOf(env);
  return { kind: "azureCli", ...(tenantId === undefined ? {} : { tenantId }) };
}

function chooseWithoutClient(env: Environment, problems: string[]): CredentialSettings {
  if (isOn(env, "ARM_USE_OIDC"))
    problems.push("ARM_USE_OIDC is on and neither ARM_CLIENT_ID nor AZURE_CLIENT_ID is set");
  return hasManagedIdentity(env) ? { kind: "managedIdentity" } : azureCli(env);
}

/** How an application proves what it is. */
function chooseForClient(env: Environment, clientId: string, problems: string[]): CredentialSettings {
  const secret = either(env, "AZURE_CLIENT_SECRET", "ARM_CLIENT_SECRET");
  const path = either(env, "AZURE_CLIENT_CERTIFICATE_PATH", "ARM_CLIENT_CERTIFICATE_PATH");
  const assertion = findAssertion(env);
  const hasOwn = secret !== undefined || path !== undefined;
  const isFederated = isOn(env, "ARM_USE_OIDC") || (assertion !== undefined && !hasOwn);
  if (!isFederated && !hasOwn) {
    if (hasManagedIdentity(env)) return { kind: "managedIdentity", clientId };
    problems.push(
      "a client id is set and nothing to prove it with: AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH, " +
        "AZURE_FEDERATED_TOKEN_FILE, the id token of a CI job, or ARM_USE_MSI=true for a managed identity",
    );
  }
  const tenantId = tenantOf(env);
  if (tenantId === undefined) problems.push("AZURE_TENANT_ID (or ARM_TENANT_ID) is not set");
  const application = { tenantId: tenantId ?? "", clientId };
  if (isFederated) return { kind: "federated", ...application, assertion: assertion ?? missingAssertion(problems) };
  if (path === undefined) return { kind: "clientSecret", ...application, secret: secret ?? "" };
  const password = either(env, "AZURE_CLIENT_CERTIFICATE_PASSWORD", "ARM_CLIENT_CERTIFICATE_PASSWORD");
  return { kind: "certificate", ...application, path, ...(password === undefined ? {} : { password }) };
}

function missingAssertion(problems: string[]): AssertionSource {
  problems.push(
    "ARM_USE_OIDC is on and no identity token can be had: GitHub needs `permissions: id-token: write`, Azure " +
      "Pipelines ARM_OIDC_AZURE_SERVICE_CONNECTION_ID and SYSTEM_ACCESSTOKEN, GitLab an `id_tokens:` entry " +
      "named ARM_OIDC_TOKEN",
  );
  return { kind: "value", token: "" };
}

function tenantOf(env: Environment): string | undefined {
  return either(env, "AZURE_TENANT_ID", "ARM_TENANT_ID");
}

function hasManagedIdentity(env: Environment): boolean {
  return either(env, "IDENTITY_ENDPOINT", "MSI_ENDPOINT") !== undefined;
}

function findAssertion(env: Environment): AssertionSource | undefined {
  const path = either(env, "AZURE_FEDERATED_TOKEN_FILE", "ARM_OIDC_TOKEN_FILE_PATH");
  if (path !== undefined) return { kind: "file", path };
  const token = either(env, "ARM_OIDC_TOKEN", "AZURE_ID_TOKEN", "GITLAB_OIDC_TOKEN");
  if (token !== undefined) return { kind: "value", token };
  const serviceConnectionId = either(
    env,
    "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
    "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
    "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID",
  );
  const systemAccessToken = either(env, "SYSTEM_ACCESSTOKEN", "ARM_OIDC_REQUEST_TOKEN");
  if (serviceConnectionId !== undefined && systemAccessToken !== undefined)
    return { kind: "azurePipelines", serviceConnectionId, systemAccessToken };
  const requestUrl = either(env, "ACTIONS_ID_TOKEN_REQUEST_URL", "ARM_OIDC_REQUEST_URL");
  const requestToken = either(env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ARM_OIDC_REQUEST_TOKEN");
  if (requestUrl !== undefined && requestToken !== undefined) return { kind: "github", requestUrl, requestToken };
  return undefined;
}
