import { isLoopbackUrl } from "./loopback";

/** The way out of a network that has only one. May hold a password: never log `url`. */
export interface ProxySettings {
  readonly url: string;
  /** Hosts, `host:port`, domains with or without a leading dot, `*` for all. */
  readonly noProxy: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** In this order by the libraries of Azure, whose sign-in reads the same variables. */
const variables = ["HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY"] as const;

/**
 * Azure's service for managed identities (learn.microsoft.com, "Azure Instance Metadata Service"): clients must bypass
 * proxies.
 */
const metadataService = "169.254.169.254";

/**
 * Undefined where there is none. What cannot be a proxy is added to `problems`, without the password that may be in it.
 */
export function readProxy(env: Environment, problems: string[]): ProxySettings | undefined {
  const variable = variables.find((name) => valueOf(env, name) !== undefined);
  const written = variable === undefined ? undefined : valueOf(env, variable);
  if (variable === undefined || written === undefined) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    problems.push(`${variable} is not the address of an HTTP proxy (http://HOST:PORT)`);
    return undefined;
  }
  return { url: written, noProxy: (valueOf(env, "NO_PROXY") ?? "").split(/[,\s]+/).filter((entry) => entry !== "") };
}

function valueOf(env: Environment, name: string): string | undefined {
  const value = (env[name] ?? env[name.toLowerCase()])?.trim();
  return value === "" ? undefined : value;
}

/**
 * Does a request to this address go through the proxy? Never to this machine, and never to Azure's metadata service.
 */
export function usesProxy(proxy: ProxySettings | undefined, url: URL): boolean {
  if (proxy === undefined || isLoopbackUrl(url) || url.hostname === metadataService) return false;
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return !proxy.noProxy.some((entry) => {
    const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (name === "*") return true;
    const domain = name.replace(/^\*?\./, "").toLowerCase();
    return (
      (entryPort === undefined || entryPort === port) &&
      (url.hostname === domain || url.hostname.endsWith(`.${domain}`))
    );
  });
}

/** For logs: without user and password. */
export function describeProxy(proxy: ProxySettings): string {
  return new URL(proxy.url).host;
}
