import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CliContext } from "../../context";

interface AzureProfile {
  readonly subscriptions?: readonly { readonly isDefault?: boolean; readonly tenantDefaultDomain?: string }[];
}

/** The domain of the tenant that somebody has signed in to with `az login` on this machine. */
export function findSignedInTenant({ environment }: CliContext): string | undefined {
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  const folder = environment["AZURE_CONFIG_DIR"] ?? join(home, ".azure");
  try {
    // The Azure CLI writes a byte order mark.
    const text = readFileSync(join(folder, "azureProfile.json"), "utf8").replace(/^\uFEFF/, "");
    const { subscriptions = [] } = JSON.parse(text) as AzureProfile;
    return (subscriptions.find((one) => one.isDefault === true) ?? subscriptions[0])?.tenantDefaultDomain;
  } catch {
    // Nobody has signed in, or another version writes something else: then it has to be named.
    return undefined;
  }
}
