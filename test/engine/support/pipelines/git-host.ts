import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Entry {
  readonly id: number;
  body: string;
  title?: string;
  state?: string;
}

/**
 * The comments and issues of one repository, as the hosts' APIs keep them; everything else that is asked for is an
 * error.
 */
export interface GitHostStandIn {
  readonly url: string;
  /** On the pull request, whatever its number. */
  readonly comments: readonly Entry[];
  readonly issues: readonly Entry[];
  /** Credentials that were shown, each once. */
  readonly tokens: ReadonlySet<string>;
  stop(): Promise<void>;
}

export async function startGitHost(): Promise<GitHostStandIn> {
  const comments: Entry[] = [];
  const issues: Entry[] = [];
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString()));
    request.on("end", () => {
      const token = request.headers["private-token"] ?? request.headers.authorization ?? "";
      tokens.add(String(token));
      const answer = serve(
        request.method ?? "",
        (request.url ?? "").replace(/\?.*/, ""),
        text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
        comments,
        issues,
      );
      response
        .writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(answer ?? { message: `${request.method ?? ""} ${request.url ?? ""}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    comments,
    issues,
    tokens,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Body = Readonly<Record<string, unknown>>;

function serve(method: string, path: string, body: Body, comments: Entry[], issues: Entry[]): unknown {
  const to = `${method} ${path}`;
  const number = Number(/\/(\d+)$/.exec(path)?.[1]);
  // GitHub
  if (/^GET \/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/.test(to)) return comments;
  if (/^POST \/repos\/[^/]+\/[^/]+\/issues\/\d+\/comments$/.test(to)) return add(comments, body["body"]);
  if (/^PATCH \/repos\/[^/]+\/[^/]+\/issues\/comments\/\d+$/.test(to)) return change(comments, number, body["body"]);
  if (/^GET \/repos\/[^/]+\/[^/]+\/issues$/.test(to))
    return issues.filter((issue) => issue.state === "open").map((issue) => ({ ...issue, number: issue.id }));
  if (/^POST \/repos\/[^/]+\/[^/]+\/issues$/.test(to))
    return add(issues, body["body"], { title: String(body["title"]), state: "open" });
  if (/^PATCH \/repos\/[^/]+\/[^/]+\/issues\/\d+$/.test(to)) return change(issues, number, body["body"], body["state"]);
  // GitLab
  if (/^GET \/api\/v4\/projects\/\d+\/merge_requests\/\d+\/notes$/.test(to)) return comments;
  if (/^POST \/api\/v4\/projects\/\d+\/merge_requests\/\d+\/notes$/.test(to)) return add(comments, body["body"]);
  if (/^PUT \/api\/v4\/projects\/\d+\/merge_requests\/\d+\/notes\/\d+$/.test(to))
    return change(comments, number, body["body"]);
  if (/^GET \/api\/v4\/projects\/\d+\/issues$/.test(to))
    return issues
      .filter((issue) => issue.state === "open")
      .map(({ id, body: description }) => ({ id: id + 1000, iid: id, description }));
  if (/^POST \/api\/v4\/projects\/\d+\/issues$/.test(to))
    return add(issues, body["description"], { title: String(body["title"]), state: "open" });
  if (/^PUT \/api\/v4\/projects\/\d+\/issues\/\d+$/.test(to))
    return change(issues, number, body["description"], body["state_event"] === "close" ? "closed" : undefined);
  // Azure DevOps
  const threads = new RegExp(
    "^(GET|POST|PATCH) /contoso/licences/_apis/git/repositories/r/" +
      String.raw`pullRequests/\d+/threads(/\d+/comments/1)?$`,
  ).exec(to);
  if (threads?.[1] === "GET")
    return { value: comments.map(({ id, body: content }) => ({ id, comments: [{ id: 1, content }] })) };
  if (threads?.[1] === "POST") return add(comments, (body["comments"] as { content: string }[])[0]?.content);
  if (threads?.[1] === "PATCH") return change(comments, Number(/threads\/(\d+)/.exec(path)?.[1]), body["content"]);
  return undefined;
}

function add(entries: Entry[], body: unknown, more: Partial<Entry> = {}): Entry {
  const entry = { id: entries.length + 1, body: String(body), ...more };
  entries.push(entry);
  return entry;
}

function change(entries: Entry[], id: number, body: unknown, state?: unknown): Entry | undefined {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) return undefined;
  entry.body = String(body);
  if (typeof state === "string") entry.state = state;
  return entry;
}
