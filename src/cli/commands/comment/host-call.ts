import type { Fetch } from "../../../graph/connect/proxy-fetch";
import { CliFailure } from "../../context";

/** Something of a list that a host answers with. */
export type Entry = Readonly<Record<string, unknown>>;

export type Call = (method: string, url: string, body?: unknown) => Promise<unknown>;

/** Asks a host, with these headers on every request. @throws CliFailure where it does not answer with success */
export function caller(send: Fetch, headers: Readonly<Record<string, string>>): Call {
  return async (method, url, body) => {
    const request = {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await send(url, { ...request, redirect: "error", signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    if (!response.ok)
      throw new CliFailure(
        "git-host",
        `${method} ${new URL(url).pathname} was answered with ${response.status}: ${text.slice(0, 300)}`,
        "Check the permissions of the job's token.",
      );
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
}

export function asEntries(value: unknown): readonly Entry[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is Entry => typeof entry === "object" && entry !== null)
    : [];
}

/** The marker begins a report of ours; somebody who quotes one has it further down. */
export function isOurs(text: string, marker: string): boolean {
  return text.trimStart().startsWith(marker);
}

export function textOf(entry: Entry, property: string): string {
  const value = entry[property];
  return typeof value === "string" ? value : "";
}

export function idOf(entry: Entry): string {
  return String(entry["id"]);
}

/** The first entry of a paged list that is looked for; how GitHub and GitLab page. */
export async function findInPages(
  call: Call,
  url: string,
  isWanted: (entry: Entry) => boolean,
): Promise<Entry | undefined> {
  for (let page = 1; page <= 30; page += 1) {
    const entries = asEntries(
      await call("GET", `${url}${url.includes("?") ? "&" : "?"}per_page=100&page=${String(page)}`),
    );
    const found = entries.find(isWanted);
    if (found !== undefined || entries.length < 100) return found;
  }
  return undefined;
}
