import { X509Certificate } from "node:crypto";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, importX509, jwtVerify, type JWTPayload } from "jose";
import type { ApplicationDocument } from "../file/tenant-document";
import { clouds } from "../server/hosts";
import type { AccessToken, Authority } from "./authority";

/** A refusal of the token endpoint. The number is Microsoft's AADSTS code, which people search for. */
export interface TokenError {
  readonly error:
    | "invalid_request"
    | "invalid_client"
    | "invalid_scope"
    | "unauthorized_client"
    | "unsupported_grant_type";
  readonly number: number;
  readonly description: string;
}

/** Microsoft allows for clocks that differ by five minutes; its own library rounds "now" up to the next second. */
const clockTolerance = 300;

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Answers a client-credentials request: client secret, certificate assertion, or assertion of a federated issuer.
 * @param endpoint address of the token endpoint as the client used it, which assertions must name as audience
 */
export async function answerTokenRequest(
  authority: Authority,
  form: URLSearchParams,
  endpoint: string,
): Promise<AccessToken | TokenError> {
  const clientId = form.get("client_id") ?? assertedClient(form.get("client_assertion"));
  const application = authority.applications.find((known) => known.appId.toLowerCase() === clientId?.toLowerCase());
  const problem = checkGrant(form) ?? checkClient(authority, clientId, application) ?? checkScope(authority, form);
  if (problem !== undefined || application === undefined) return problem ?? noClient;
  const assertion = form.get("client_assertion");
  if (assertion === null) return checkSecret(application, form, clientId) ?? authority.issue(application, "secret");
  if (form.get("client_assertion_type") !== assertionType)
    return { error: "invalid_request", number: 90023, description: "Unsupported 'client_assertion_type' value." };
  const flaw = await checkAssertion(authority, application, assertion, endpoint);
  return flaw ?? authority.issue(application, "certificate");
}

function checkGrant(form: URLSearchParams): TokenError | undefined {
  const grant = form.get("grant_type");
  if (grant === "client_credentials") return undefined;
  return {
    error: "unsupported_grant_type",
    number: 70003,
    description: `The app requested an unsupported grant type '${grant ?? ""}'.`,
  };
}

const noClient: TokenError = {
  error: "invalid_request",
  number: 900144,
  description: "The request body must contain the following parameter: 'client_id'.",
};

function checkClient(
  { organization }: Authority,
  clientId: string | undefined,
  application: ApplicationDocument | undefined,
): TokenError | undefined {
  if (clientId === undefined) return noClient;
  if (application !== undefined) return undefined;
  return {
    error: "unauthorized_client",
    number: 700016,
    description:
      `Application with identifier '${clientId}' was not found in the directory ` + `'${organization.displayName}'.`,
  };
}

function checkScope({ cloud, organization }: Authority, form: URLSearchParams): TokenError | undefined {
  const scope = form.get("scope") ?? "";
  const resource = /(\S+)\/\.default(\s|$)/.exec(scope)?.[1];
  const other = Object.values(clouds).find(({ graph }) => resource === `https://${graph}`);
  if (other !== undefined && other.graph !== cloud.graph)
    return {
      error: "invalid_request",
      number: 500011,
      description:
        `The resource principal named ${resource ?? ""} was not found in the tenant named ` +
        `${organization.displayName}.`,
    };
  if (resource !== undefined) return undefined;
  return {
    error: "invalid_scope",
    number: 1002012,
    description:
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with ` +
      "/.default suffixed to the resource identifier.",
  };
}

function checkSecret(
  application: ApplicationDocument,
  form: URLSearchParams,
  clientId: string | undefined,
): TokenError | undefined {
  const secret = form.get("client_secret");
  if (secret === null)
    return {
      error: "invalid_client",
      number: 7000216,
      description:
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    };
  if (application.secrets?.includes(secret) === true) return undefined;
  return {
    error: "invalid_client",
    number: 7000215,
    description:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, " +
      `not the client secret ID, for a secret added to app '${clientId ?? ""}'.`,
  };
}

function assertedClient(assertion: string | null): string | undefined {
  try {
    return assertion === null ? undefined : decodeJwt(assertion).sub;
  } catch {
    return undefined;
  }
}

async function checkAssertion(
  authority: Authority,
  application: ApplicationDocument,
  assertion: string,
  endpoint: string,
): Promise<TokenError | undefined> {
  const malformed: TokenError = {
    error: "invalid_client",
    number: 50027,
    description: "JWT token is invalid or malformed.",
  };
  let claims: JWTPayload;
  try {
    claims = decodeJwt(assertion);
  } catch {
    return malformed;
  }
  return claims.iss?.toLowerCase() === application.appId.toLowerCase()
    ? checkCertificateAssertion(authority, application, assertion, endpoint)
    : checkFederatedAssertion(authority, application, assertion, claims);
}

/** The application signs for itself with the key of a certificate that it registered. */
async function checkCertificateAssertion(
  authority: Authority,
  application: ApplicationDocument,
  assertion: string,
  endpoint: string,
): Promise<TokenError | undefined> {
  const {
    alg = "",
    x5t,
    "x5t#S256": x5t256,
  } = decodeProtectedHeader(assertion) as { alg?: string; x5t?: string; "x5t#S256"?: string };
  const certificate = (application.certificates ?? []).find((pem) => {
    const { fingerprint, fingerprint256 } = new X509Certificate(pem);
    return thumbprint(fingerprint) === x5t || thumbprint(fingerprint256) === x5t256;
  });
  if (certificate === undefined) {
    return {
      error: "invalid_client",
      number: 700027,
      description:
        "The certificate with identifier used to sign the client assertion is not registered on application.",
    };
  }
  try {
    await jwtVerify(assertion, await importX509(certificate, alg), {
      audience: [endpoint, endpoint.replace("/oauth2/v2.0/token", "/v2.0")],
      subject: application.appId,
      currentDate: new Date(authority.clock()),
      clockTolerance,
      algorithms: ["RS256", "PS256"],
    });
    return undefined;
  } catch {
    return { error: "invalid_client", number: 700027, description: "Client assertion failed signature validation." };
  }
}

/**
 * Somebody else's token stands for the application: GitHub's, a cluster's. Where the tenant file has the issuer's keys,
 * its signature counts.
 */
async function checkFederatedAssertion(
  authority: Authority,
  application: ApplicationDocument,
  assertion: string,
  claims: JWTPayload,
): Promise<TokenError | undefined> {
  const audiences = typeof claims.aud === "string" ? [claims.aud] : (claims.aud ?? []);
  const trusted = (application.federated ?? []).find(
    (credential) =>
      credential.issuer === claims.iss &&
      credential.subject === claims.sub &&
      audiences.includes(credential.audience ?? "api://AzureADTokenExchange"),
  );
  if (trusted === undefined) {
    return {
      error: "invalid_client",
      number: 700213,
      description:
        `No matching federated identity record found for presented assertion subject '${claims.sub ?? ""}'. Check ` +
        "your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    };
  }
  if (trusted.keys === undefined) return isExpired(authority, claims) ? expired : undefined;
  try {
    await jwtVerify(assertion, createLocalJWKSet({ keys: trusted.keys }), {
      currentDate: new Date(authority.clock()),
      clockTolerance,
    });
    return undefined;
  } catch {
    return expired;
  }
}

const expired: TokenError = {
  error: "invalid_client",
  number: 700024,
  description: "Client assertion is not within its valid time range, or its signature is invalid.",
};

function isExpired(authority: Authority, claims: JWTPayload): boolean {
  return claims.exp !== undefined && claims.exp * 1000 < authority.clock();
}

function thumbprint(fingerprint: string): string {
  return Buffer.from(fingerprint.replaceAll(":", ""), "hex").toString("base64url");
}
