import { connectionHttp } from "./connection-http";
import { type ConnectionSettings, readConnectionSettings } from "../../../graph/connect/connection-settings";
import { GraphFailure } from "../../../graph/connect/graph-failure";
import type { GraphHttp } from "../../../graph/connect/graph-http";
import { error, fine, note, type Finding } from "./finding";
import type { Visit } from "./patience";
import { type Claims, readClaims } from "./read-claims";

const part = "credential";

/** The way to the tenant, as far as there is one. */
export interface Access {
  readonly findings: readonly Finding[];
  readonly settings?: ConnectionSettings;
  /** Only where a token could be had. */
  readonly http?: GraphHttp;
  readonly claims?: Claims;
}

/** Which credential is used, and what its token says of itself. The token goes nowhere but to Graph. */
export async function examineCredential(context: Visit): Promise<Access> {
  let settings: ConnectionSettings;
  try {
    settings = readConnectionSettings(context.environment);
  } catch (failure) {
    return { findings: [ofFailure(failure)] };
  }
  const used = fine({ part, code: "credential-used", message: describeCredential(settings) });
  const { http, token } = connectionHttp(settings, context.patience);
  try {
    const claims = readClaims(await token());
    return {
      findings: [used, describeClaims(settings, claims)],
      settings,
      http,
      ...(claims === undefined ? {} : { claims }),
    };
  } catch (failure) {
    return { findings: [used, ofFailure(failure)], settings };
  }
}

function ofFailure(failure: unknown): Finding {
  if (!(failure instanceof GraphFailure)) throw failure;
  const { code, fact, remedy } = failure;
  return error({ part, code, message: fact, remedy });
}

function describeCredential({ credential, endpoint, authority }: ConnectionSettings): string {
  const at = `, signing in at ${authority}, for ${endpoint}`;
  switch (credential.kind) {
    case "static":
      return `None: the emulated tenant at ${endpoint} takes any`;
    case "clientSecret":
      return `The client secret of application ${credential.clientId}${at}`;
    case "certificate":
      return `The certificate ${credential.path} of application ${credential.clientId}${at}`;
    case "federated":
      return `${assertionText[credential.assertion.kind]} for application ${credential.clientId}${at}`;
    case "managedIdentity": {
      const { clientId } = credential;
      return `The managed identity of this machine${clientId === undefined ? "" : `, ${clientId}`}, for ${endpoint}`;
    }
    case "azureCli":
      return `The sign-in of the Azure CLI (az login)${at}`;
  }
}

const assertionText = {
  file: "The federated token in the file that the environment names",
  value: "The federated token in the environment",
  github: "The id token of this GitHub Actions job",
  azurePipelines: "The service connection of this Azure Pipelines job",
} as const;

function describeClaims({ credential }: ConnectionSettings, claims: Claims | undefined): Finding {
  if (credential.kind === "static")
    return fine({ part, code: "token-free", message: "The emulated tenant allows everything to everybody" });
  if (claims === undefined)
    return note({
      part,
      code: "token-unreadable",
      message: "A token was issued, and what it allows is known to Graph alone: the reads below tell.",
    });
  const { application = "not named", tenant = "not named", roles } = claims;
  if (roles === undefined || roles.length === 0)
    return note({
      part,
      code: "token-without-roles",
      message:
        `The token of application ${application} in tenant ${tenant} has no roles: a person has signed in, or the ` +
        "application has no permission yet.",
    });
  return fine({
    part,
    code: "token-roles",
    message: `A token of application ${application} in tenant ${tenant}, with ${roles.join(", ")}`,
  });
}
