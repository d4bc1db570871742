import type { Fetch } from "../../../graph/connect/proxy-fetch";
import { CliFailure } from "../../context";
import type { GitHost } from "./git-host";
import { asEntries, caller, idOf, isOurs, textOf, type Entry } from "./host-call";
import { need, type Environment } from "./host-variables";

export function azureDevOps(environment: Environment, send: Fetch): GitHost {
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
