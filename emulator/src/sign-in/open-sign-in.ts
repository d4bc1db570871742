import { decodeJwt } from "jose";
import type { GraphError } from "../graph/graph-error";
import type { Caller } from "../graph/graph-request";

export const missingToken: GraphError = {
  status: 401,
  code: "InvalidAuthenticationToken",
  message: "Access token is empty.",
};

/** Anybody who brings any bearer token may do anything; a token that names an application is believed for the log. */
export function authenticateAnybody(authorization: string | undefined): Promise<Caller | GraphError> {
  const token = bearerToken(authorization);
  return Promise.resolve(
    token === undefined
      ? missingToken
      : { actor: { kind: "application", id: applicationOf(token) ?? "open" }, permissions: undefined },
  );
}

export function bearerToken(authorization: string | undefined): string | undefined {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  return token === "" ? undefined : token;
}

function applicationOf(token: string): string | undefined {
  try {
    const { appid, azp } = decodeJwt(token);
    const id = appid ?? azp;
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
