/** Of a token, what may be told. */
export interface Claims {
  readonly tenant?: string;
  readonly application?: string;
  /** Application permissions; none where a person has signed in. */
  readonly roles?: readonly string[];
}

/**
 * The claims `tid`, `appid` and `roles`, and nothing else of the token. Nothing is verified: Graph does that, and this
 * only tells. Undefined where it cannot be read, as Microsoft may have it one day.
 */
export function readClaims(token: string): Claims | undefined {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
    const { tid, appid, roles } = claims;
    return {
      ...(typeof tid === "string" ? { tenant: tid } : {}),
      ...(typeof appid === "string" ? { application: appid } : {}),
      ...(Array.isArray(roles) ? { roles: roles.filter((role) => typeof role === "string").sort() } : {}),
    };
  } catch {
    return undefined;
  }
}
