import type { Access } from "./examine-credential";
import { type Deed, warning, type Finding } from "./finding";
import { grantCommands } from "./grants";

/** What a token lacks, and the commands that grant it. */
export function missingPermission(
  { claims, settings }: Access,
  permission: string,
  message: string,
  prevents: readonly Deed[],
): Finding {
  const graph = settings === undefined ? "" : new URL(settings.scope).origin;
  return warning({
    part: "permissions",
    code: "permission-missing",
    message,
    prevents,
    remedy:
      `Grant it, as somebody who may consent for the tenant, then sign in again. This gives ${permission}, in a ` +
      "shell with the Azure CLI:",
    commands: grantCommands(permission, { application: claims?.application, graph }),
  });
}
