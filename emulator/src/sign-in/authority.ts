import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWK,
} from "jose";
import type { ApplicationDocument } from "../file/tenant-document";
import { servicePrincipalId } from "../tenant/derive-id";
import type { GraphError } from "../graph/graph-error";
import type { Caller } from "../graph/graph-request";
import type { Cloud } from "../server/hosts";
import type { Clock } from "../tenant/clock";
import type { Organization } from "../tenant/model";
import { bearerToken, missingToken } from "./open-sign-in";

/** Graph's own application id, which tokens may name as audience as well. */
const graphAppId = "00000003-0000-0000-c000-000000000000";
const lifetimeSeconds = 3599;

export interface AccessToken {
  readonly token: string;
  readonly expiresIn: number;
}

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK & { readonly kid: string };
}

/** Issues and checks access tokens for the applications of a tenant. */
export class Authority {
  readonly organization: Organization;
  readonly applications: readonly ApplicationDocument[];
  readonly clock: Clock;
  readonly cloud: Cloud;
  #made: Promise<SigningKey> | undefined;

  constructor(organization: Organization, applications: readonly ApplicationDocument[], clock: Clock, cloud: Cloud) {
    this.cloud = cloud;
    this.organization = organization;
    this.applications = applications;
    this.clock = clock;
  }

  /** The public keys, as the discovery endpoint shows them. */
  async keys(): Promise<readonly JWK[]> {
    return [(await this.#signingKey()).jwk];
  }

  async issue(application: ApplicationDocument, how: "secret" | "certificate"): Promise<AccessToken> {
    return issue(this, application, how, await this.#signingKey());
  }

  async authenticate(authorization: string | undefined): Promise<Caller | GraphError> {
    const token = bearerToken(authorization);
    if (token === undefined) return missingToken;
    const keySet = createLocalJWKSet({ keys: [(await this.#signingKey()).jwk] });
    try {
      const { payload } = await jwtVerify(token, keySet, {
        audience: [audienceOf(this.cloud), graphAppId],
        currentDate: new Date(this.clock()),
      });
      const roles = Array.isArray(payload["roles"]) ? payload["roles"].filter((role) => typeof role === "string") : [];
      return { actor: { kind: "application", id: String(payload["appid"]) }, permissions: new Set(roles) };
    } catch (error) {
      return { status: 401, code: "InvalidAuthenticationToken", message: describeTokenProblem(error) };
    }
  }

  /** Made when it is needed first: most tenants run with open sign-in and never need it. */
  #signingKey(): Promise<SigningKey> {
    return (this.#made ??= makeSigningKey());
  }
}

async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), use: "sig", alg: "RS256" };
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, jwk: { ...jwk, kid, x5t: kid } };
}

function audienceOf({ graph }: Cloud): string {
  return `https://${graph}`;
}

async function issue(
  { organization, clock, cloud }: Authority,
  application: ApplicationDocument,
  how: "secret" | "certificate",
  { privateKey, jwk }: SigningKey,
): Promise<AccessToken> {
  const now = Math.floor(clock() / 1000);
  const objectId = servicePrincipalId(organization.id, application.appId);
  const token = await new SignJWT({
    app_displayname: application.displayName ?? application.appId,
    appid: application.appId.toLowerCase(),
    appidacr: how === "secret" ? "1" : "2",
    idp: issuerOf(organization),
    idtyp: "app",
    oid: objectId,
    roles: application.permissions,
    tid: organization.id,
    ver: "1.0",
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: jwk.kid, x5t: jwk.kid })
    .setAudience(audienceOf(cloud))
    .setIssuer(issuerOf(organization))
    .setSubject(objectId)
    .setIssuedAt(now)
    .setNotBefore(now - 300)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(privateKey);
  return { token, expiresIn: lifetimeSeconds };
}

function issuerOf(organization: Organization): string {
  return `https://sts.windows.net/${organization.id}/`;
}

function describeTokenProblem(error: unknown): string {
  if (
    error instanceof errors.JWTExpired ||
    (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf")
  ) {
    return "Access token has expired or is not yet valid.";
  }
  if (error instanceof errors.JWTClaimValidationFailed) return "Access token validation failure. Invalid audience.";
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return "JWT is not well formed, there are no dots (.).";
  return "Access token validation failure. Signature is invalid.";
}
