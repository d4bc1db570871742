import { readFileSync } from "node:fs";
import type { Fetch } from "../../../graph/connect/proxy-fetch";
import { CliFailure } from "../../context";
import type { GitHost } from "./git-host";
import { caller, findInPages, idOf, isOurs, textOf, type Entry } from "./host-call";
import { need, type Environment } from "./host-variables";

export function gitHub(environment: Environment, send: Fetch): GitHost {
  const repository = need(environment, "GITHUB_REPOSITORY", "");
  const base = `${environment["GITHUB_API_URL"] ?? "https://api.github.com"}/repos/${repository}`;
  const token = need(environment, "GITHUB_TOKEN", "Give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`.");
  const call = caller(send, {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  });
  // GitHub lists pull requests among the issues.
  const find = (path: string, marker: string): Promise<Entry | undefined> =>
    findInPages(
      call,
      base + path,
      (entry) => isOurs(textOf(entry, "body"), marker) && entry["pull_request"] === undefined,
    );
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
