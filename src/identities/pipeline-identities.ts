import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import type { FederatedTrust } from "./federated-subjects";
import type { PipelineTrust } from "./pipeline-trust";

/** Microsoft Graph's own application id, the same in every tenant. */
const microsoftGraph = "00000003-0000-0000-c000-000000000000";

/** The template of the role License Administrator, the same in every tenant. */
const licenseAdministrator = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";

const readPermissions = [
  "LicenseAssignment.Read.All",
  "User.Read.All",
  "GroupMember.Read.All",
  "Organization.Read.All",
];
const writePermissions = [...readPermissions, "LicenseAssignment.ReadWrite.All"];

export interface PipelineIdentitiesArgs extends PipelineTrust {
  /**
   * Object id of an administrative unit. The identity of the expiries is then License Administrator of the people in
   * it, and has no permission to write to anybody else.
   */
  readonly expiriesUnit?: pulumi.Input<string>;
  /**
   * Also grants `User.ReadWrite.All` to the applying identity: it is what Graph wants for filling in a usage
   * location, and for processing again the members of a group who went without for want of a seat. False by default.
   */
  readonly writeUsers?: boolean;
  /**
   * The stacks make groups (`create`): also grants `Group.ReadWrite.All` to the applying identity, and `Group.Read.All`
   * to the others. False by default.
   */
  readonly makeGroups?: boolean;
}

/** One application of a pipeline: what its runs need to sign in, no secret among it. */
export interface PipelineIdentity {
  /** For `AZURE_CLIENT_ID`. */
  readonly clientId: pulumi.Output<string>;
  /** Object id of its service principal, for a role on the storage of the state. */
  readonly principalId: pulumi.Output<string>;
}

/**
 * The Entra applications of a pipeline: one that can only read, one that can assign licences, and one of its own for
 * the nightly run that nobody approves. They sign in with the
 * pipeline's own tokens: there is no secret to store, to leak or to renew. Permissions are application permissions,
 * granted here; creating this takes a Privileged Role Administrator, once.
 */
export class PipelineIdentities extends pulumi.ComponentResource {
  readonly preview: PipelineIdentity;
  readonly apply: PipelineIdentity;
  readonly expiries: PipelineIdentity | undefined;

  constructor(name: string, args: PipelineIdentitiesArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("m365:PipelineIdentities", name, {}, options);
    const graph = azuread.getServicePrincipalOutput({ clientId: microsoftGraph }, { parent: this });
    const readGroups = args.makeGroups === true ? ["Group.Read.All"] : [];
    const toApply = [
      ...writePermissions,
      ...(args.writeUsers === true ? ["User.ReadWrite.All"] : []),
      ...(args.makeGroups === true ? ["Group.ReadWrite.All"] : []),
    ];
    this.preview = this.#identity(`${name}-preview`, graph, [...readPermissions, ...readGroups], args.preview);
    this.apply = this.#identity(`${name}-apply`, graph, toApply, args.apply);
    this.expiries =
      args.expiries === undefined
        ? undefined
        : this.#identity(
            `${name}-expiries`,
            graph,
            [...(args.expiriesUnit === undefined ? writePermissions : readPermissions), ...readGroups],
            args.expiries,
          );
    if (this.expiries !== undefined && args.expiriesUnit !== undefined)
      this.#administerLicenses(`${name}-expiries`, this.expiries.principalId, args.expiriesUnit);
    this.registerOutputs({
      previewClientId: this.preview.clientId,
      applyClientId: this.apply.clientId,
      expiriesClientId: this.expiries?.clientId,
    });
  }

  #identity(
    name: string,
    graph: pulumi.Output<azuread.GetServicePrincipalResult>,
    permissions: readonly string[],
    trusted: readonly FederatedTrust[],
  ): PipelineIdentity {
    const child = { parent: this };
    const roleId = (permission: string) => graph.appRoleIds.apply((ids) => requireRole(ids, permission));
    const resourceAccesses = permissions.map((permission) => ({ id: roleId(permission), type: "Role" }));
    const application = new azuread.Application(
      name,
      { displayName: name, requiredResourceAccesses: [{ resourceAppId: microsoftGraph, resourceAccesses }] },
      child,
    );
    const principal = new azuread.ServicePrincipal(name, { clientId: application.clientId }, child);
    for (const permission of permissions) {
      new azuread.AppRoleAssignment(
        `${name}-${permission}`,
        { appRoleId: roleId(permission), principalObjectId: principal.objectId, resourceObjectId: graph.objectId },
        child,
      );
    }
    for (const trust of trusted) believe(`${name}-${trust.label}`, application.id, trust, child);
    return { clientId: application.clientId, principalId: principal.objectId };
  }

  #administerLicenses(name: string, principalId: pulumi.Output<string>, unit: pulumi.Input<string>): void {
    const child = { parent: this };
    const role = new azuread.DirectoryRole(name, { templateId: licenseAdministrator }, child);
    new azuread.AdministrativeUnitRoleMember(
      name,
      { administrativeUnitObjectId: unit, memberObjectId: principalId, roleObjectId: role.objectId },
      child,
    );
  }
}

function believe(
  name: string,
  applicationId: pulumi.Output<string>,
  trust: FederatedTrust,
  options: pulumi.CustomResourceOptions,
): void {
  const { label: displayName, issuer, audience } = trust;
  if ("expression" in trust) {
    new azuread.ApplicationFlexibleFederatedIdentityCredential(
      name,
      { applicationId, displayName, issuer, audience, claimsMatchingExpression: trust.expression },
      options,
    );
    return;
  }
  new azuread.ApplicationFederatedIdentityCredential(
    name,
    { applicationId, displayName, issuer, subject: trust.subject, audiences: [audience] },
    options,
  );
}

function requireRole(ids: Readonly<Record<string, string>>, permission: string): string {
  const id = ids[permission];
  if (id === undefined)
    throw new pulumi.RunError(`Microsoft Graph offers no application permission ${permission} in this cloud.`);
  return id;
}
