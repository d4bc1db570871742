import type { ServerResponse } from "node:http";

/** Microsoft's own names, for clients that are sent here by a proxy setting and know no other address. */
export const servedHosts = [
  "graph.microsoft.com",
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
] as const;

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a Host header names this machine and no other: the port may be that of a tunnel. */
export function isLoopbackHost(host: string): boolean {
  return loopbackNames.includes(nameOf(host));
}

/** A name that leads here by intention. Any other is that of a web page whose name was made to resolve to loopback. */
export function isServedHost(host: string): boolean {
  return isLoopbackHost(host) || servedHosts.some((served) => served === nameOf(host));
}

function nameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}

/** As Microsoft's web servers answer a name that is not theirs. */
export function refuseHost(response: ServerResponse): void {
  response.writeHead(400, { "Content-Type": "text/html; charset=us-ascii" });
  response.end("<h2>Bad Request - Invalid Hostname</h2>");
}
