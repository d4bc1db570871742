import { type Cloud, cloudHosts, findCloud } from "./clouds";
import { type CredentialSettings, chooseCredential, hasCredential } from "./credential-settings";
import { GraphFailure } from "./graph-failure";
import { isLoopbackUrl } from "./loopback";
import { type ProxySettings, readProxy } from "./proxy";

export type { Cloud } from "./clouds";

/** Where Graph is and how to sign in. Holds secrets: never log it. */
export interface ConnectionSettings {
  readonly cloud: Cloud;
  /** Origin without a path. */
  readonly endpoint: string;
  /** What a token is asked for. */
  readonly scope: string;
  readonly authority: string;
  readonly credential: CredentialSettings;
  readonly proxy?: ProxySettings;
}

type Environment = Readonly<Record<string, string | undefined>>;

const emulatorToken = "emulated-tenant";

/**
 * Reads `M365_LICENSES_*`, `AZURE_*`, `ARM_*`, `HTTPS_PROXY`, `NO_PROXY` and the variables that CI systems set for
 * workload identity federation. A token may go to the Graph host of the chosen cloud and to this machine, nowhere
 * else.
 * @throws GraphFailure `settings`, naming every problem at once.
 */
export function readConnectionSettings(env: Environment): ConnectionSettings {
  const problems: string[] = [];
  const cloud = readCloud(env, problems);
  const hosts = cloudHosts[cloud];
  const endpoint = readEndpoint(env, hosts.graph, problems);
  const scope = `${hosts.graph}/.default`;
  const authority = text(env["AZURE_AUTHORITY_HOST"]) ?? hosts.authority;
  const isLoopback = endpoint !== hosts.graph;
  if (!isLoopback || (endpoint.startsWith("https:") && hasCredential(env))) {
    checkAuthority(authority, hosts.authority, isLoopback, problems);
    const credential = chooseCredential(env, problems);
    const proxy = readProxy(env, problems);
    if (problems.length === 0)
      return { cloud, endpoint, scope, authority, credential, ...(proxy === undefined ? {} : { proxy }) };
  } else if (problems.length === 0) {
    return {
      cloud,
      endpoint,
      scope,
      authority,
      credential: { kind: "static", token: text(env["M365_LICENSES_EMULATOR_TOKEN"]) ?? emulatorToken },
    };
  }
  throw new GraphFailure(
    "settings",
    `The connection to Microsoft Graph is not set up: ${problems.join("; ")}.`,
    "Set or unset these environment variables and run again.",
  );
}

function readCloud(env: Environment, problems: string[]): Cloud {
  for (const variable of ["M365_LICENSES_CLOUD", "ARM_ENVIRONMENT"]) {
    const written = text(env[variable]);
    if (written === undefined) continue;
    const cloud = findCloud(written);
    if (cloud !== undefined) return cloud;
    problems.push(`${variable} is "${written}", which is none of global, usgov-l4, usgov-l5, china`);
  }
  return "global";
}

function readEndpoint(env: Environment, graph: string, problems: string[]): string {
  const written = text(env["M365_LICENSES_GRAPH_ENDPOINT"]);
  if (written === undefined) return graph;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url?.origin === graph && url.pathname === "/") return graph;
  const isPlain =
    url !== undefined &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    url.password === "";
  if (isPlain && isLoopbackUrl(url)) return url.origin;
  problems.push(
    `M365_LICENSES_GRAPH_ENDPOINT is "${url === undefined ? written : placeOf(url)}": a token goes only to ` +
      `${graph} or to an emulated tenant on this machine (http://127.0.0.1:PORT)`,
  );
  return graph;
}

function checkAuthority(authority: string, expected: string, isLoopback: boolean, problems: string[]): void {
  const url = URL.canParse(authority) ? new URL(authority) : undefined;
  if (url?.origin === expected) return;
  // Credentials of a real tenant must not be shown to a sign-in server that somebody put into the environment.
  if (isLoopback && url !== undefined && isLoopbackUrl(url)) return;
  problems.push(
    `AZURE_AUTHORITY_HOST is "${url === undefined ? authority : placeOf(url)}", ` +
      `the sign-in host of the chosen cloud is ${expected}`,
  );
}

/** What may be shown of an address: neither a user nor a question, in which secrets are. */
function placeOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

function text(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : trimmed;
}
