import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import type { FederatedSubject } from "./federated-subjects";

/** Microsoft Graph's own application id, the same in every tenant. */
const microsoftGraph = "00000003-0000-0000-c000-000000000000";

const readPermissions = [
  "LicenseAssignment.Read.All",
  "User.Read.All",
  "GroupMember.Read.All",
  "Organization.Read.All",
];
const writePermissions = [...readPermissions, "LicenseAssignment.ReadWrite.All"];

export interface PipelineIdentitiesArgs {
  /** Runs that only preview: pull requests, the nightly drift job. */
  readonly preview: readonly FederatedSubject[];
  /** Runs that apply, behind whatever the pipeline puts before them. */
  readonly apply: readonly FederatedSubject[];
  /**
   * Also grants `User.ReadWrite.All` to the applying identity: it is what Graph wants for filling in a usage
   * location, and for processing again the members of a group who went without for want of a seat. False by default.
   */
  readonly writeUsers?: boolean;
}

/** One application of a pipeline: what its runs need to sign in, no secret among it. */
export interface PipelineIdentity {
  /** For `AZURE_CLIENT_ID`. */
  readonly clientId: pulumi.Output<string>;
}

/**
 * Two Entra applications for a pipeline, one that can only read and one that can assign licences. They sign in with the
 * pipeline's own tokens: there is no secret to store, to leak or to renew. Permissions are application permissions,
 * granted here; creating this takes a Privileged Role Administrator, once.
 */
export class PipelineIdentities extends pulumi.ComponentResource {
  readonly preview: PipelineIdentity;
  readonly apply: PipelineIdentity;

  constructor(name: string, args: PipelineIdentitiesArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("m365:PipelineIdentities", name, {}, options);
    const graph = azuread.getServicePrincipalOutput({ clientId: microsoftGraph }, { parent: this });
    const applying = args.writeUsers === true ? [...writePermissions, "User.ReadWrite.All"] : writePermissions;
    this.preview = this.#identity(`${name}-preview`, graph, readPermissions, args.preview);
    this.apply = this.#identity(`${name}-apply`, graph, applying, args.apply);
    this.registerOutputs({ previewClientId: this.preview.clientId, applyClientId: this.apply.clientId });
  }

  #identity(
    name: string,
    graph: pulumi.Output<azuread.GetServicePrincipalResult>,
    permissions: readonly string[],
    subjects: readonly FederatedSubject[],
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
    for (const { label, issuer, subject, audience } of subjects) {
      new azuread.ApplicationFederatedIdentityCredential(
        `${name}-${label}`,
        { applicationId: application.id, displayName: label, issuer, subject, audiences: [audience] },
        child,
      );
    }
    return { clientId: application.clientId };
  }
}

function requireRole(ids: Readonly<Record<string, string>>, permission: string): string {
  const id = ids[permission];
  if (id === undefined)
    throw new pulumi.RunError(`Microsoft Graph offers no application permission ${permission} in this cloud.`);
  return id;
}
