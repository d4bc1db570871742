import type { Fetch } from "../../../graph/connect/proxy-fetch";
import type { GitHost } from "./git-host";
import { caller, findInPages, idOf, isOurs, textOf, type Entry } from "./host-call";
import { need, type Environment } from "./host-variables";

export function gitLab(environment: Environment, send: Fetch): GitHost {
  const base = `${need(environment, "CI_API_V4_URL", "")}/projects/${need(environment, "CI_PROJECT_ID", "")}`;
  // A job's own token may not write notes: this one is a project access token with the scope `api`.
  const token = need(
    environment,
    "GITLAB_TOKEN",
    "Give the job a project access token with the scope `api` as GITLAB_TOKEN, or leave the report to " +
      "`artifacts: expose_as`.",
  );
  const call = caller(send, { "private-token": token });
  const find = (path: string, property: string, marker: string): Promise<Entry | undefined> =>
    findInPages(call, base + path, (entry) => isOurs(textOf(entry, property), marker));
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
