import { subscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { join } from "node:path";
// Types alone: most tests have no emulator, and need not load one.
import type { Asked } from "../../emulator/src/graph/service/graph-service";

/** A row of docs/maintainers/graph-requests.md. */
export interface DocumentedRequest {
  readonly request: string;
  /** By column: what stands there always, and what in some requests only. */
  readonly options: Parts;
  readonly headers: Parts;
  readonly body: Parts;
}

interface Parts {
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
}

/** Of a cell: what is in brackets is there now and then. */
function partsOf(cell: string): Parts {
  const names = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return { always: names(cell.replace(/\(.*\)/, "")), sometimes: names(/\((.*)\)/.exec(cell)?.[1] ?? "") };
}

export function documentedRequests(): readonly DocumentedRequest[] {
  const page = readFileSync(join(__dirname, "../../docs/maintainers/graph-requests.md"), "utf8");
  return [...page.matchAll(/^\| `([A-Z]+ [^`]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|/gm)].map(
    ([, request = "", options = "", headers = "", body = ""]) => ({
      request,
      options: partsOf(options),
      headers: partsOf(headers),
      body: partsOf(body),
    }),
  );
}

/** `GET /users/{id}`, without who it is. */
export function requestOf({ method, path }: Pick<Asked, "method" | "path">): string {
  const pattern = path
    .replace(/^\/(users|groups)\/[^/]+/, "/$1/{id}")
    .replace(/^\/directory\/deletedItems\/(?!microsoft\.graph\.)[^/]+/, "/directory/deletedItems/{id}");
  return `${method} ${pattern}`;
}

/** Headers that change what Graph answers; the others are of HTTP, of signing in, or of Microsoft's client. */
const telling = ["consistencylevel", "content-type", "if-match", "prefer"];

const fits = (names: readonly string[], { always, sometimes }: Parts): boolean =>
  always.every((name) => names.includes(name)) &&
  names.every((name) => always.includes(name) || sometimes.includes(name));

/** What no row of the table says of a request; undefined where one does. */
export function undocumented(asked: Asked, table: readonly DocumentedRequest[]): string | undefined {
  const request = requestOf(asked);
  const options = [...asked.query.keys()];
  const headers = [...asked.headers.keys()].filter((name) => telling.includes(name));
  const isKnown =
    asked.version === "v1.0" &&
    table.some(
      (row) =>
        row.request === request &&
        fits(options, row.options) &&
        fits(headers, row.headers) &&
        fits(asked.body, row.body),
    );
  return isKnown
    ? undefined
    : `${request} (${asked.version}) options ${options.join()} headers ${headers.join()} body ${asked.body.join()}`;
}

/** Whoever in a test asks Graph as somebody else than the product says so with this token. */
const administrator = "Bearer administrator";

/** What the emulated tenants of this process were asked for, one of each kind; whoever looks empties it. */
export const askedFor = new Map<string, Asked>();
subscribe("m365-licenses-emulator:asked", (message) => {
  const asked = message as Asked;
  if (asked.headers.get("authorization") === administrator) return;
  const kind = [requestOf(asked), asked.version, ...asked.query.keys(), ...asked.body].join(" ");
  const headers = telling.filter((name) => asked.headers.has(name)).join(" ");
  askedFor.set(`${kind} ${headers}`, asked);
});
