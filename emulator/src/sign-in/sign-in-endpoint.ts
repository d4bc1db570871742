import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { splitPath } from "../graph/router";
import { readBody, sendJson } from "../server/http-server";
import type { Authority } from "./authority";
import { answerTokenRequest, type TokenError } from "./token-request";

/** Whether a path belongs to sign-in and not to Graph. */
export function isSignInPath(path: string): boolean {
  return [
    /\/oauth2\/(v2\.0\/)?token$/i,
    /\/\.well-known\/openid-configuration$/i,
    /\/discovery\/((v2\.0\/)?keys|instance)$/i,
  ].some((pattern) => pattern.test(path));
}

/**
 * Serves what clients need of Microsoft's sign-in: instance discovery, OpenID metadata, public keys, tokens for
 * applications.
 */
export async function serveSignIn(
  authority: Authority,
  scheme: "http" | "https",
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ""] = (message.url ?? "/").split("?");
  const tenantName = splitPath(path)?.[0]?.text ?? "";
  const body = await readBody(message);
  const host = message.headers.host ?? "localhost";
  const origin = `${scheme}://${host}`;
  const base = `${origin}/${tenantName}`;
  if (/\/discovery\/instance$/i.test(path)) {
    sendJson(response, 200, {
      tenant_discovery_endpoint: `${origin}/${authority.organization.id}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
    return;
  }
  if (!isThisTenant(authority, tenantName)) {
    sendTokenError(response, authority, {
      error: "invalid_request",
      number: 90002,
      description:
        `Tenant '${tenantName}' not found. Check to make sure you have the correct tenant ID and are signing into ` +
        "the correct cloud.",
    });
    return;
  }
  if (/\/openid-configuration$/i.test(path)) {
    sendJson(response, 200, describe(authority, base, origin));
  } else if (/\/keys$/i.test(path)) {
    sendJson(response, 200, { keys: await authority.keys() });
  } else if (message.method !== "POST") {
    sendTokenError(response, authority, {
      error: "invalid_request",
      number: 900561,
      description: "The endpoint only accepts POST requests.",
    });
  } else {
    const form = new URLSearchParams(body?.toString("utf8") ?? "");
    const answer = await answerTokenRequest(authority, form, `${origin}${path}`).catch(() => malformedRequest);
    if ("error" in answer) sendTokenError(response, authority, answer);
    else
      sendJson(response, 200, {
        token_type: "Bearer",
        expires_in: answer.expiresIn,
        ext_expires_in: answer.expiresIn,
        access_token: answer.token,
      });
  }
}

/** Whatever else a request or a registered certificate may be that nothing can read. */
const malformedRequest: TokenError = {
  error: "invalid_request",
  number: 50027,
  description: "JWT token is invalid or malformed.",
};

function isThisTenant(authority: Authority, name: string): boolean {
  const { id, verifiedDomains } = authority.organization;
  const wanted = name.toLowerCase();
  return (
    wanted === id ||
    wanted === "common" ||
    wanted === "organizations" ||
    verifiedDomains.some((domain) => domain.toLowerCase() === wanted)
  );
}

function describe(authority: Authority, base: string, origin: string): unknown {
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: `${origin}/${authority.organization.id}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    tenant_region_scope: null,
    cloud_instance_name: authority.cloud.instance,
    cloud_graph_host_name: "graph.windows.net",
    msgraph_host: authority.cloud.graph,
  };
}

function sendTokenError(
  response: ServerResponse,
  authority: Authority,
  { error, number, description }: TokenError,
): void {
  const timestamp = `${new Date(authority.clock()).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const [trace, correlation] = [randomUUID(), randomUUID()];
  sendJson(response, error === "invalid_client" ? 401 : 400, {
    error,
    error_description: [
      `AADSTS${number}: ${description}`,
      `Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    ].join(" "),
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://${authority.cloud.signIn[0]}/error?code=${number}`,
  });
}
