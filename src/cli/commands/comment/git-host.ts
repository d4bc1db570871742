import { readFileSync } from "node:fs";
import { readProxy } from "../../../graph/connect/proxy";
import { createFetch, type Fetch } from "../../../graph/connect/proxy-fetch";
import { CliFailure } from "../../context";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a report goes: one comment of a pull request, or one issue, found again by its marker. */
export interface GitHost {
  readonly name: string;
  /** Returns what was done, for the job's log. */
  readonly comment: (marker: string, text: string) => Promise<"created" | "updated">;
  readonly issue: (marker: string, title: string, text: string) => Promise<"created" | "updated">;
  /** Closes the open issue of this marker, with the text as its last word. */
  readonly closeIssue: (marker: string, text: string) => Promise<"closed" | "none open">;
}

/**
 * The Git host whose pipeline this is, by the variables that it sets. @throws CliFailure where there is none, or no
 * pull request, or no token
 */
export function findGitHost(environment: Environment, send: Fetch = createFetch(readProxy(environment, []))): GitHost {
  if (isSet(environment, "GITHUB_REPOSITORY")) return gitHub(environment, send);
  if (isSet(environment, "SYSTEM_COLLECTIONURI")) return azureDevOps(environment, send);
  if (isSet(environment, "CI_API_V4_URL")) return gitLab(environment, send);
  throw new CliFailure(
    "no-git-host",
    "This is no pipeline of GitHub, Azure DevOps or GitLab.",
    "Run it in one; the reports of `plan --out` are files that can be sent anywhere.",
  );
}

function gitHub(environment: Environment, send: Fetch): GitHost {
  const repository = need(environment, "GITHUB_REPOSITORY", "");
  const base = `${environment["GITHUB_API_URL"] ?? "https://api.github.com"}/repos/${repository}`;
  const token = need(environment, "GITHUB_TOKEN", "Give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`.");
  const call = caller(send, {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  });
  const find = async (path: string, marker: string): Promise<Entry | undefined> => {
    for (let page = 1; page <= 30; page += 1) {
      const entries = asEntries(
        await call("GET", `${base}${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${String(page)}`),
      );
      // GitHub lists pull requests among the issues.
      const found = entries.find(
        (entry) => isOurs(textOf(entry, "body"), marker) && entry["pull_request"] === undefined,
      );
      if (found !== undefined || entries.length < 100) return found;
    }
    return undefined;
  };
  return {
    name: "GitHub",
    comment: async (marker, text) => {
      const issue = `/issues/${pullRequestOf(environment)}/comments`;
      const found = await find(issue, marker);
      await (found === undefined
        ? call("POST", base + issue, { body: text })
        : call("PATCH", `${base}/issues/comments/${idOf(found)}`, { body: text }));
      return found === undefined ? "created" : "updated";
    },
    issue: async (marker, title, text) => {
      const found = await find("/issues?state=open", marker);
      await (found === undefined
        ? call("POST", `${base}/issues`, { title, body: text })
        : call("PATCH", `${base}/issues/${String(found["number"])}`, { title, body: text }));
      return found === undefined ? "created" : "updated";
    },
    closeIssue: async (marker, text) => {
      const found = await find("/issues?state=open", marker);
      if (found === undefined) return "none open";
      await call("PATCH", `${base}/issues/${String(found["number"])}`, {
        body: text,
        state: "closed",
        state_reason: "completed",
      });
      return "closed";
    },
  };
}

/** `refs/pull/12/merge`, or the event of the run. */
function pullRequestOf(environment: Environment): string {
  const match = /^refs\/pull\/(\d+)\//.exec(environment["GITHUB_REF"] ?? "");
  if (match?.[1] !== undefined) return match[1];
  const path = environment["GITHUB_EVENT_PATH"];
  if (path !== undefined && path !== "") {
    const event = JSON.parse(readFileSync(path, "utf8")) as { readonly pull_request?: { readonly number?: number } };
    if (event.pull_request?.number !== undefined) return String(event.pull_request.number);
  }
  throw new CliFailure(
    "no-pull-request",
    "This run belongs to no pull request.",
    "Run it on `pull_request`, or add --issue.",
  );
}

function azureDevOps(environment: Environment, send: Fetch): GitHost {
  const token = need(
    environment,
    "SYSTEM_ACCESSTOKEN",
    "Give the step `env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }`.",
  );
  const collection = need(environment, "SYSTEM_COLLECTIONURI", "").replace(/\/$/, "");
  const project = `${collection}/${encodeURIComponent(need(environment, "SYSTEM_TEAMPROJECT", ""))}`;
  const call = caller(send, { authorization: `Bearer ${token}` });
  return {
    name: "Azure DevOps",
    comment: async (marker, text) => {
      const request = need(
        environment,
        "SYSTEM_PULLREQUEST_PULLREQUESTID",
        "Run it as a build validation of a branch policy.",
      );
      const repository = need(environment, "BUILD_REPOSITORY_ID", "");
      const threads = `${project}/_apis/git/repositories/${repository}/pullRequests/${request}/threads`;
      const answer = await call("GET", `${threads}?api-version=7.1`);
      const found = asEntries((answer as Entry)["value"])
        .flatMap((thread) =>
          asEntries(thread["comments"])
            .slice(0, 1)
            .map((comment) => ({ thread, comment })),
        )
        .find(({ comment }) => isOurs(textOf(comment, "content"), marker));
      if (found === undefined)
        await call("POST", `${threads}?api-version=7.1`, {
          comments: [{ parentCommentId: 0, content: text, commentType: 1 }],
          status: "closed",
        });
      else
        await call("PATCH", `${threads}/${idOf(found.thread)}/comments/${idOf(found.comment)}?api-version=7.1`, {
          content: text,
        });
      return found === undefined ? "created" : "updated";
    },
    issue: refuseIssues,
    closeIssue: refuseIssues,
  };
}

function refuseIssues(): Promise<never> {
  return Promise.reject(
    new CliFailure(
      "no-issues",
      "Azure DevOps has no issues.",
      "Let the job fail; a failed scheduled run is mailed to those who subscribe to it.",
    ),
  );
}

function gitLab(environment: Environment, send: Fetch): GitHost {
  const base = `${need(environment, "CI_API_V4_URL", "")}/projects/${need(environment, "CI_PROJECT_ID", "")}`;
  // A job's own token may not write notes: this one is a project access token with the scope `api`.
  const token = need(
    environment,
    "GITLAB_TOKEN",
    "Give the job a project access token with the scope `api` as GITLAB_TOKEN, or leave the report to " +
      "`artifacts: expose_as`.",
  );
  const call = caller(send, { "private-token": token });
  const find = async (path: string, property: string, marker: string): Promise<Entry | undefined> => {
    for (let page = 1; page <= 30; page += 1) {
      const entries = asEntries(
        await call("GET", `${base}${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${String(page)}`),
      );
      const found = entries.find((entry) => isOurs(textOf(entry, property), marker));
      if (found !== undefined || entries.length < 100) return found;
    }
    return undefined;
  };
  return {
    name: "GitLab",
    comment: async (marker, text) => {
      const request = need(environment, "CI_MERGE_REQUEST_IID", "Run it in a pipeline of a merge request.");
      const notes = `/merge_requests/${request}/notes`;
      const found = await find(notes, "body", marker);
      await (found === undefined
        ? call("POST", base + notes, { body: text })
        : call("PUT", `${base}${notes}/${idOf(found)}`, { body: text }));
      return found === undefined ? "created" : "updated";
    },
    issue: async (marker, title, text) => {
      const found = await find("/issues?state=opened", "description", marker);
      await (found === undefined
        ? call("POST", `${base}/issues`, { title, description: text })
        : call("PUT", `${base}/issues/${String(found["iid"])}`, { title, description: text }));
      return found === undefined ? "created" : "updated";
    },
    closeIssue: async (marker, text) => {
      const found = await find("/issues?state=opened", "description", marker);
      if (found === undefined) return "none open";
      await call("PUT", `${base}/issues/${String(found["iid"])}`, { description: text, state_event: "close" });
      return "closed";
    },
  };
}

type Entry = Readonly<Record<string, unknown>>;

function caller(
  send: Fetch,
  headers: Readonly<Record<string, string>>,
): (method: string, url: string, body?: unknown) => Promise<unknown> {
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

function asEntries(value: unknown): readonly Entry[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is Entry => typeof entry === "object" && entry !== null)
    : [];
}

/** The marker begins a report of ours; somebody who quotes one has it further down. */
function isOurs(text: string, marker: string): boolean {
  return text.trimStart().startsWith(marker);
}

function textOf(entry: Entry, property: string): string {
  const value = entry[property];
  return typeof value === "string" ? value : "";
}

function idOf(entry: Entry): string {
  return String(entry["id"]);
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? "") !== "";
}

function need(environment: Environment, name: string, remedy: string): string {
  const value = environment[name] ?? "";
  if (value === "") throw new CliFailure("variable-missing", `${name} is not set.`, remedy);
  return value;
}
