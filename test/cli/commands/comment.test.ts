import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../src/report/markdown/markdown";
import { planOf } from "../../report/plans";
import { commandLine, type Outcome } from "../command-line";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown> | undefined;
}

let server: Server;
let url: string;
let folder: string;
let calls: Call[];
/** What GETs answer, by path without query. */
let answers: Record<string, unknown>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "comment-"));
  calls = [];
  answers = {};
  writeFileSync(join(folder, "contoso.plan.md"), renderMarkdown(planOf(), { stack: "contoso" }));
  server = createServer((message, response) => {
    let text = "";
    message.on("data", (part: Buffer) => (text += part.toString()));
    message.on("end", () => {
      const path = (message.url ?? "").replace(/\?.*/, "");
      const token = message.headers.authorization ?? message.headers["private-token"];
      calls.push({
        method: message.method ?? "",
        path,
        authorization: typeof token === "string" ? token : undefined,
        body: text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>),
      });
      if (token === "Bearer bad")
        return void response.writeHead(403).end('{"message":"Resource not accessible by integration"}');
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify(message.method === "GET" ? (answers[path] ?? []) : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
const comment = (environment: Readonly<Record<string, string>>, ...more: string[]): Promise<Outcome> =>
  commandLine(["comment", "contoso.plan.md", ...more], { folder, environment });

describe("comment on GitHub", () => {
  const environment = () => ({
    GITHUB_REPOSITORY: "contoso/licences",
    GITHUB_API_URL: url,
    GITHUB_TOKEN: "t",
    GITHUB_REF: "refs/pull/12/merge",
  });

  it("creates the stack's comment, then updates that one", async () => {
    expect((await comment(environment())).out).toBe("contoso.plan.md: comment created on GitHub\n");
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /repos/contoso/licences/issues/12/comments",
      "POST /repos/contoso/licences/issues/12/comments",
    ]);
    answers["/repos/contoso/licences/issues/12/comments"] = [
      { id: 1, body: "looks good" },
      { id: 7, body: calls[1]?.body?.["body"] },
    ];
    calls = [];
    expect((await comment(environment())).out).toBe("contoso.plan.md: comment updated on GitHub\n");
    expect(calls[1]).toMatchObject({
      method: "PATCH",
      path: "/repos/contoso/licences/issues/comments/7",
      authorization: "Bearer t",
    });
  });

  it("keeps one issue for drift", async () => {
    expect((await comment(environment(), "--issue", "Licences drifted")).code).toBe(0);
    expect(calls[1]).toMatchObject({
      method: "POST",
      path: "/repos/contoso/licences/issues",
      body: { title: "Licences drifted" },
    });
    answers["/repos/contoso/licences/issues"] = [{ id: 9, number: 3, body: calls[1]?.body?.["body"] }];
    expect((await comment(environment(), "--issue", "Licences drifted")).out).toContain("issue updated");
    expect(calls.at(-1)).toMatchObject({ method: "PATCH", path: "/repos/contoso/licences/issues/3" });
  });

  it("closes that issue with the last report, and opens none for it", async () => {
    expect((await comment(environment(), "--issue", "Licences drifted", "--close")).out).toBe(
      "contoso.plan.md: no issue is open on GitHub\n",
    );
    expect(calls.map(({ method }) => method)).toEqual(["GET"]);
    answers["/repos/contoso/licences/issues"] = [{ id: 9, number: 3, body: "<!-- m365-licenses: contoso -->\nold" }];
    expect((await comment(environment(), "--issue", "Licences drifted", "--close")).out).toContain("issue closed");
    expect(calls.at(-1)).toMatchObject({
      method: "PATCH",
      path: "/repos/contoso/licences/issues/3",
      body: { state: "closed" },
    });
    expect((await comment(environment(), "--close")).err).toContain("--close closes an issue, and none is named.");
  });

  it("leaves alone a pull request and an issue that quotes a report", async () => {
    const marker = "<!-- m365-licenses: contoso -->";
    answers["/repos/contoso/licences/issues"] = [
      { id: 8, number: 2, body: `> ${marker}\n\nwhat is this?` },
      { id: 9, number: 3, body: `${marker}\nx`, pull_request: {} },
    ];
    expect((await comment(environment(), "--issue", "Licences drifted")).out).toContain("issue created");
  });

  it("says what is missing, and what GitHub answered", async () => {
    const { GITHUB_TOKEN: _token, ...without } = environment();
    expect(_token).toBe("t");
    expect((await comment(without)).err).toContain("GITHUB_TOKEN is not set.");
    expect((await comment({ ...environment(), GITHUB_REF: "refs/heads/main" })).err).toContain(
      "This run belongs to no pull request.",
    );
    const refused = await comment({ ...environment(), GITHUB_TOKEN: "bad" });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("403");
    expect(refused.err).toContain("Resource not accessible by integration");
  });
});

describe("comment on Azure DevOps", () => {
  it("keeps one thread a stack", async () => {
    const environment = {
      SYSTEM_COLLECTIONURI: `${url}/contoso/`,
      SYSTEM_TEAMPROJECT: "My Project",
      SYSTEM_ACCESSTOKEN: "t",
      SYSTEM_PULLREQUEST_PULLREQUESTID: "5",
      BUILD_REPOSITORY_ID: "r",
    };
    const threads = "/contoso/My%20Project/_apis/git/repositories/r/pullRequests/5/threads";
    expect((await comment(environment)).out).toContain("comment created on Azure DevOps");
    expect(calls[1]).toMatchObject({ method: "POST", path: threads });
    answers[threads] = {
      value: [
        {
          id: 2,
          comments: [
            { id: 1, content: (calls[1]?.body?.["comments"] as { content: string }[] | undefined)?.[0]?.content },
          ],
        },
      ],
    };
    expect((await comment(environment)).out).toContain("comment updated");
    expect(calls.at(-1)).toMatchObject({ method: "PATCH", path: `${threads}/2/comments/1` });
  });
});

describe("comment on GitLab", () => {
  it("keeps one note a stack", async () => {
    const environment = {
      CI_API_V4_URL: `${url}/api/v4`,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "6",
      GITLAB_TOKEN: "t",
    };
    const notes = "/api/v4/projects/42/merge_requests/6/notes";
    expect((await comment(environment)).out).toContain("comment created on GitLab");
    answers[notes] = [{ id: 4, body: calls[1]?.body?.["body"] }];
    expect((await comment(environment)).out).toContain("comment updated");
    expect(calls.at(-1)).toMatchObject({ method: "PUT", path: `${notes}/4`, authorization: "t" });
    answers["/api/v4/projects/42/issues"] = [{ id: 70, iid: 7, description: calls.at(-1)?.body?.["body"] }];
    expect((await comment(environment, "--issue", "Drift", "--close")).out).toContain("issue closed on GitLab");
    expect(calls.at(-1)).toMatchObject({
      method: "PUT",
      path: "/api/v4/projects/42/issues/7",
      body: { state_event: "close" },
    });
  });
});

describe("comment elsewhere", () => {
  it("refuses what is no report, and a machine that is no pipeline", async () => {
    expect((await comment({})).err).toContain("This is no pipeline");
    writeFileSync(join(folder, "contoso.plan.md"), "# hello\n");
    expect((await comment({ GITHUB_REPOSITORY: "a/b" })).err).toContain("is no Markdown report");
  });
});
