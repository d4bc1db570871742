import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CliFailure } from "../../context";
import { askEngine } from "../../engine/ask-engine";
import type { Access } from "./examine-credential";
import { error, fine, note, type Finding } from "./finding";
import { missingPermission } from "./missing-permission";
import type { Visit } from "./patience";

/** What makes groups, where a stack does: the package, and the plugin of the engine that belongs to it. */
export async function examineGroupMaking(context: Visit): Promise<readonly Finding[]> {
  const version = versionOfPackage(context.workingFolder);
  if (version === undefined)
    return [
      error({
        part: "tools",
        code: "azuread-missing",
        message: "A stack makes groups, and @pulumi/azuread, which makes them, is not installed here.",
        remedy: "Install it:",
        commands: ["npm install @pulumi/azuread"],
      }),
    ];
  return [
    fine({ part: "tools", code: "azuread-found", message: `@pulumi/azuread ${version}, which makes groups` }),
    ...(await examinePlugin(context, version)),
  ];
}

function versionOfPackage(folder: string): string | undefined {
  try {
    const required = createRequire(join(folder, "package.json"));
    const manifest = readFileSync(required.resolve("@pulumi/azuread/package.json"), "utf8");
    return String((JSON.parse(manifest) as { readonly version: unknown }).version);
  } catch {
    return undefined;
  }
}

/** Nothing is said where the engine does not tell: why it does not is said of the engine. */
async function examinePlugin(context: Visit, version: string): Promise<readonly Finding[]> {
  try {
    const { exitCode, out } = await askEngine(context, ["plugin", "ls", "--json"], context.patience.engine);
    if (exitCode !== 0) return [];
    const plugins = JSON.parse(out) as readonly { readonly name?: string; readonly version?: string }[];
    return plugins.some((plugin) => plugin.name === "azuread" && plugin.version === version)
      ? [fine({ part: "tools", code: "azuread-plugin-found", message: `The engine's plugin azuread ${version}` })]
      : [
          note({
            part: "tools",
            code: "azuread-plugin-missing",
            message:
              `The engine does not have its plugin azuread ${version} yet. The first preview downloads it, where the ` +
              "machine may.",
            remedy: "To have it before:",
            commands: [`npx m365-licenses pulumi plugin install resource azuread ${version}`],
          }),
        ];
  } catch (failure) {
    if (failure instanceof CliFailure || failure instanceof SyntaxError) return [];
    throw failure;
  }
}

const readingGroups = ["Group.Read.All", "Directory.Read.All"];
const writingGroups = ["Group.ReadWrite.All", "Directory.ReadWrite.All", "Group.Create"];

/**
 * By the roles of the token alone. The plugin signs in by itself, as a rule as the same application; what it needs
 * stands in its documentation (`azuread_group`, "API Permissions": `Group.ReadWrite.All` or `Directory.ReadWrite.All`,
 * or `Group.Create` for groups that it owns; of the data source: `Group.Read.All` or `Directory.Read.All`).
 */
export function describeGroupMaking(access: Access): readonly Finding[] {
  const roles = access.claims?.roles ?? [];
  if (access.settings?.credential.kind === "static" || roles.length === 0) return [];
  const has = (some: readonly string[]): boolean => some.some((permission) => roles.includes(permission));
  if (has(writingGroups))
    return [fine({ part: "permissions", code: "may-make-groups", message: "May make groups and say who is in them" })];
  const toWrite = missingPermission(
    access,
    "Group.ReadWrite.All",
    "A stack makes groups, and it may not: Group.ReadWrite.All is missing. For an identity that previews this is as " +
      "it should be.",
    ["apply"],
  );
  if (has(readingGroups)) return [toWrite];
  const toRead = missingPermission(
    access,
    "Group.Read.All",
    "A stack makes groups, and it may not read what they are: Group.Read.All is missing.",
    ["preview", "apply"],
  );
  return [{ ...toRead, severity: "error" }, toWrite];
}
