import { type ProxySettings, usesProxy } from "./proxy";

export type Fetch = (url: string, options?: RequestInit) => Promise<Response>;

/** Node's own `fetch` knows nothing of proxies before Node 24. */
export function createFetch(proxy: ProxySettings | undefined): Fetch {
  if (proxy === undefined) return (url, options) => fetch(url, options);
  const proxied = new ProxiedFetch(proxy);
  return (url, options) => proxied.send(url, options);
}

/**
 * Sends requests through undici, of which Node's `fetch` is a copy; it is loaded only when the first one goes through
 * the proxy. Tunnels are kept open and used again, as connections are without a proxy.
 */
class ProxiedFetch {
  readonly #proxy: ProxySettings;
  #loaded: Promise<Fetch> | undefined;

  constructor(proxy: ProxySettings) {
    this.#proxy = proxy;
  }

  async send(url: string, options?: RequestInit): Promise<Response> {
    if (!usesProxy(this.#proxy, new URL(url))) return fetch(url, options);
    this.#loaded ??= loadProxied(this.#proxy);
    return (await this.#loaded)(url, options);
  }
}

async function loadProxied(proxy: ProxySettings): Promise<Fetch> {
  const undici = await import("undici");
  const dispatcher: unknown = new undici.ProxyAgent({ uri: proxy.url });
  // The same standard, declared twice.
  const send = undici.fetch as unknown as (url: string, options: object) => Promise<Response>;
  return (url, options) => send(url, { ...options, dispatcher });
}
