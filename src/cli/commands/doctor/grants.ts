/** Microsoft Graph's own application id, the same in every tenant. */
const graphApplication = "00000003-0000-0000-c000-000000000000";

export interface Grantee {
  /** Of whom the permission is missing; undefined where no token tells. */
  readonly application?: string | undefined;
  /** Origin of Graph in this cloud. */
  readonly graph: string;
}

/**
 * Gives an application or a managed identity a permission of Microsoft Graph, with the tenant's consent: each is an
 * assignment of an app role, as `pipelines/identities.sh` makes them. For a shell, by somebody who may consent.
 */
export function grantCommands(permission: string, { application, graph }: Grantee): readonly string[] {
  const own = application ?? "<client id>";
  return [
    `who="$(az ad sp show --id ${quote(own)} --query id --output tsv)"`,
    `api="$(az ad sp show --id ${graphApplication} --query id --output tsv)"`,
    `role="$(az ad sp show --id ${graphApplication} \\`,
    `  --query "appRoles[?value=='${permission}'].id | [0]" --output tsv)"`,
    `az rest --method POST --uri "${graph}/v1.0/servicePrincipals/$who/appRoleAssignments" \\`,
    "  --headers Content-Type=application/json \\",
    '  --body "{ \\"principalId\\": \\"$who\\", \\"resourceId\\": \\"$api\\", \\"appRoleId\\": \\"$role\\" }"',
  ];
}

/** A token says what it is of, and a shell must not obey it. */
function quote(application: string): string {
  return /^[0-9a-f-]{36}$/i.test(application) ? application : "'<client id>'";
}
