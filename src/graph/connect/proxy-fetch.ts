import { type ProxySettings, usesProxy } from "./proxy";

export type Fetch = (url: string, options?: RequestInit) => Promise<Response>;

/**
 * Node's own `fetch` knows nothing of proxies before Node 24. Where one is set, requests go through undici, of which
 * Node's `fetch` is a copy; it is loaded only then. Tunnels are kept open and used again, as connections are without
 * a proxy.
 */
export function createFetch(proxy: ProxySettings | undefined): Fetch {
  if (proxy === undefined) return (url, options) => fetch(url, options);
  let proxied: Promise<Fetch> | undefined;
  return async (url, options) => {
    if (!usesProxy(proxy, new URL(url))) return fetch(url, options);
    proxied ??= loadProxied(proxy);
    return (await proxied)(url, options);
  };
}

async function loadProxied(proxy: ProxySettings): Promise<Fetch> {
  const undici = await import("undici");
  const dispatcher: unknown = new undici.ProxyAgent({ uri: proxy.url });
  // The same standard, declared twice.
  const send = undici.fetch as unknown as (url: string, options: object) => Promise<Response>;
  return (url, options) => send(url, { ...options, dispatcher });
}
