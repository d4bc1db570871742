import type { ServerResponse } from "node:http";

export type CloudName = "global" | "usgov-l4" | "usgov-l5" | "china";

/** One of Microsoft's clouds: a directory lives in one, and its tokens are for the Graph of that one. */
export interface Cloud {
  readonly graph: string;
  /** Where people and applications sign in; the first is what Microsoft's own metadata call it. */
  readonly signIn: readonly [string, ...string[]];
  /** Of the OpenID metadata. */
  readonly instance: string;
}

/**
 * Microsoft's own names, for clients that are sent here by a proxy or a resolver and know no other address.
 * learn.microsoft.com/graph/deployments; names of the sign-in as msal knows them, as aliases of each other.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    graph: "graph.microsoft.com",
    signIn: ["login.microsoftonline.com", "login.microsoft.com", "login.windows.net"],
    instance: "microsoftonline.com",
  },
  "usgov-l4": {
    graph: "graph.microsoft.us",
    signIn: ["login.microsoftonline.us", "login.usgovcloudapi.net"],
    instance: "microsoftonline.us",
  },
  "usgov-l5": {
    graph: "dod-graph.microsoft.us",
    signIn: ["login.microsoftonline.us", "login.usgovcloudapi.net"],
    instance: "microsoftonline.us",
  },
  china: {
    graph: "microsoftgraph.chinacloudapi.cn",
    signIn: ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
    instance: "partner.microsoftonline.cn",
  },
};

export function hostsOf({ graph, signIn }: Cloud): readonly string[] {
  return [graph, ...signIn];
}

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a Host header names this machine and no other: the port may be that of a tunnel. */
export function isLoopbackHost(host: string): boolean {
  return loopbackNames.includes(nameOf(host));
}

/** A name that leads here by intention. Any other is that of a web page whose name was made to resolve to loopback. */
export function isServedHost(host: string, cloud: Cloud): boolean {
  return isLoopbackHost(host) || hostsOf(cloud).includes(nameOf(host));
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}

/** As Microsoft's web servers answer a name that is not theirs. */
export function refuseHost(response: ServerResponse): void {
  response.writeHead(400, { "Content-Type": "text/html; charset=us-ascii" });
  response.end("<h2>Bad Request - Invalid Hostname</h2>");
}
