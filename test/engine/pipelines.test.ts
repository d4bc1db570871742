import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contoso } from "./support/contoso";
import { runAzureStage } from "./support/pipelines/azure";
import { startGitHost, type GitHostStandIn } from "./support/pipelines/git-host";
import { runGitHubJob } from "./support/pipelines/github";
import { runGitLabJob } from "./support/pipelines/gitlab";
import { Machine } from "./support/pipelines/machine";
import { createScenario, type Scenario } from "./support/scenario";

let scenario: Scenario;
let machine: Machine;
let gitHost: GitHostStandIn;
beforeEach(async () => {
  scenario = await createScenario(contoso({ people: { adele: [], diego: [], megan: [], temp1: ["STANDARDPACK"] } }), {
    PULUMI_CONFIG_PASSPHRASE: "",
  });
  machine = await Machine.prepare(scenario);
  gitHost = await startGitHost();
});
afterEach(async () => {
  await gitHost.stop();
  await scenario.dispose();
});

/** The stack of a repository: two in sales, and a contractor for a time. */
function stack({ sku = "Office 365 E3", people = ["adele", "diego"], until = "2099-12-31" } = {}): string {
  return `tenant: contoso.onmicrosoft.com
assignments:
  - name: sales
    licenses: [${sku}]
    users: [${people.map((person) => `${person}@contoso.com`).join(", ")}]
  - name: contractors
    licenses: [Office 365 E1]
    users: [temp1@contoso.com]
    until: ${until}
`;
}
const title = "Licences of contoso are not as declared";

/** Every file of a folder, with its text and when it was written. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, `${String(statSync(path).mtimeMs)} ${readFileSync(path, "utf8")}`]),
  );
}

/** Six to ten runs of the engine each. */
const patience = 400_000;

describe("the pipelines, their scripts run as they stand", () => {
  it(
    "GitHub: validate, preview, apply, expiries, drift",
    async () => {
      const pullRequest = {
        "github.repository": "contoso/licences",
        "github.event_name": "pull_request",
        "github.event.pull_request.head.repo.full_name": "contoso/licences",
        "github.ref": "refs/pull/12/merge",
      };
      const push = {
        "github.repository": "contoso/licences",
        "github.event_name": "push",
        "github.ref": "refs/heads/main",
      };
      const queue = {
        "github.repository": "contoso/licences",
        "github.event_name": "merge_group",
        "github.ref": "refs/heads/gh-readonly-queue/main/pr-12-abc",
      };
      const validate = (): ReturnType<typeof runGitHubJob> =>
        runGitHubJob(machine, "licences-pull-request.yml", "validate", pullRequest, gitHost.url);
      const preview = (more = {}): ReturnType<typeof runGitHubJob> =>
        runGitHubJob(machine, "licences-pull-request.yml", "preview", { ...pullRequest, ...more }, gitHost.url);

      scenario.stack(stack({ sku: "Office 365 E33" }));
      const broken = await validate();
      expect(broken.ok).toBe(false);
      expect(broken.output).toMatch(
        /^::error file=stacks\/contoso\.yaml,line=4,col=16,title=license-unknown::.*Office 365 E33/m,
      );

      scenario.stack(stack());
      expect((await validate()).ok).toBe(true);
      expect((await preview({ "github.event.pull_request.head.repo.full_name": "stranger/licences" })).ran).toBe(false);
      expect([...gitHost.tokens]).toEqual([]);

      const first = await preview();
      expect(first.ok, first.output).toBe(true);
      expect(gitHost.comments.map(({ body }) => body)).toEqual([
        expect.stringContaining("nobody loses anything, 2 gain, 1 unchanged"),
      ]);
      expect(first.summary).toBe(gitHost.comments[0]?.body);
      expect([...gitHost.tokens]).toEqual(["Bearer github-token"]);

      scenario.stack(stack({ people: ["adele", "nobody"] }));
      const refused = await preview();
      expect(refused.ok).toBe(false);
      expect(refused.steps).toContainEqual(expect.stringMatching(/^actions\/upload-artifact@/));
      expect(gitHost.comments.map(({ body }) => body)).toEqual([
        expect.stringContaining("The tenant has no user nobody&#64;contoso.com"),
      ]);
      expect(gitHost.comments[0]?.body).toContain("**refused**");

      scenario.stack(stack());
      const before = filesOf(scenario.workspace.state);
      const queued = await runGitHubJob(machine, "licences-pull-request.yml", "preview", queue, gitHost.url);
      expect(queued.summary, queued.output).toContain("2 gain");
      expect(gitHost.comments.map(({ body }) => body)).toEqual([expect.stringContaining("**refused**")]);
      // So the identity that previews may be one that cannot write the state.
      expect(Object.keys(before).length).toBeGreaterThan(0);
      expect(filesOf(scenario.workspace.state)).toEqual(before);

      const planned = await runGitHubJob(machine, "licences-apply.yml", "plan", push, gitHost.url);
      expect(planned.summary, planned.output).toContain("2 gain");
      // Merged while the approver was reading.
      scenario.stack(stack({ people: ["adele", "diego", "megan"] }));
      const applied = await runGitHubJob(machine, "licences-apply.yml", "apply", push, gitHost.url);
      expect(applied.ok, applied.output).toBe(true);
      expect(applied.summary).toContain("2 done");
      expect(await scenario.admin.holds("adele@contoso.com")).toEqual(["ENTERPRISEPACK"]);
      expect(await scenario.admin.holds("megan@contoso.com")).toEqual([]);

      await scenario.admin.assign("diego@contoso.com", [], ["ENTERPRISEPACK"]);
      scenario.stack(stack({ until: "2020-01-31" }));
      const drift = (): ReturnType<typeof runGitHubJob> =>
        runGitHubJob(machine, "licences-nightly.yml", "drift", push, gitHost.url);
      const expired = await runGitHubJob(machine, "licences-nightly.yml", "expiries", push, gitHost.url);
      expect(expired.ok, expired.output).toBe(true);
      expect(await scenario.admin.holds("temp1@contoso.com")).toEqual([]);
      expect(await scenario.admin.holds("diego@contoso.com")).toEqual([]);
      expect((await drift()).ok).toBe(true);
      expect(gitHost.issues).toEqual([
        expect.objectContaining({ title, state: "open", body: expect.stringContaining("diego@contoso.com") as string }),
      ]);
      await scenario.admin.assign("adele@contoso.com", [], ["ENTERPRISEPACK"]);
      expect((await drift()).ok).toBe(true);
      expect(gitHost.issues).toEqual([
        expect.objectContaining({ state: "open", body: expect.stringContaining("2 gain") as string }),
      ]);
      await scenario.admin.assign("adele@contoso.com", ["ENTERPRISEPACK"]);
      await scenario.admin.assign("diego@contoso.com", ["ENTERPRISEPACK"]);
      const quiet = await drift();
      expect(quiet.ok, quiet.output).toBe(true);
      expect(gitHost.issues).toEqual([
        expect.objectContaining({
          state: "closed",
          body: expect.stringContaining("nothing to do, 2 as declared") as string,
        }),
      ]);
      expect(gitHost.comments).toHaveLength(1);
    },
    patience,
  );

  it(
    "GitLab: validate, plan, apply, expiries and drift",
    async () => {
      const request = {
        CI_PIPELINE_SOURCE: "merge_request_event",
        CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "42",
        CI_MERGE_REQUEST_IID: "6",
        CI_API_V4_URL: `${gitHost.url}/api/v4`,
        GITLAB_TOKEN: "gitlab-token",
      };
      const push = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main", CI_API_V4_URL: `${gitHost.url}/api/v4` };
      const schedule = { ...push, CI_PIPELINE_SOURCE: "schedule", GITLAB_TOKEN: "gitlab-token" };

      scenario.stack(stack({ sku: "Office 365 E33" }));
      expect((await runGitLabJob(machine, "validate", request)).ok).toBe(false);
      expect(JSON.parse(readFileSync(join(machine.root, "code-quality.json"), "utf8"))).toMatchObject([
        {
          check_name: "license-unknown",
          severity: "blocker",
          location: { path: "stacks/contoso.yaml", lines: { begin: 4 } },
        },
      ]);

      scenario.stack(stack());
      expect((await runGitLabJob(machine, "plan", { ...request, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "7" })).ran).toBe(
        false,
      );
      const planned = await runGitLabJob(machine, "plan", request);
      expect(planned.ok, planned.output).toBe(true);
      expect(gitHost.comments.map(({ body }) => body)).toEqual([expect.stringContaining("2 gain")]);

      expect((await runGitLabJob(machine, "plan", push)).ok).toBe(true);
      expect((await runGitLabJob(machine, "apply", push)).ran).toBe(false);
      const applied = await runGitLabJob(machine, "apply", push, true);
      expect(applied.ok, applied.output).toBe(true);
      expect(await scenario.admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK"]);

      await scenario.admin.assign("diego@contoso.com", [], ["ENTERPRISEPACK"]);
      scenario.stack(stack({ until: "2020-01-31" }));
      expect((await runGitLabJob(machine, "plan", schedule)).ok).toBe(true);
      const night = await runGitLabJob(machine, "expiries", schedule);
      expect(night.ok, "drift makes the schedule fail").toBe(false);
      expect(await scenario.admin.holds("temp1@contoso.com"), night.output).toEqual([]);
      expect(await scenario.admin.holds("diego@contoso.com")).toEqual([]);
      expect(gitHost.issues).toEqual([
        expect.objectContaining({ title, state: "open", body: expect.stringContaining("diego@contoso.com") as string }),
      ]);
      expect(gitHost.comments).toHaveLength(1);
    },
    patience,
  );

  it(
    "Azure DevOps: validate, plan, apply, expiries and drift",
    async () => {
      const host = {
        "System.CollectionUri": `${gitHost.url}/contoso/`,
        "System.TeamProject": "licences",
        "System.AccessToken": "azure-token",
        "Build.Repository.ID": "r",
        PULUMI_BACKEND_URL: machine.stateUrl,
      };
      const request = {
        ...host,
        "Build.Reason": "PullRequest",
        "System.PullRequest.IsFork": "False",
        "System.PullRequest.PullRequestId": "5",
        "Build.SourceBranch": "refs/pull/5/merge",
      };
      const push = { ...host, "Build.Reason": "IndividualCI", "Build.SourceBranch": "refs/heads/main" };
      const schedule = { ...push, "Build.Reason": "Schedule" };

      scenario.stack(stack({ sku: "Office 365 E33" }));
      const broken = await runAzureStage(machine, "Validate", request);
      expect(broken.ok).toBe(false);
      expect(broken.output).toMatch(
        new RegExp(
          String.raw`^##vso\[task\.logissue type=error;sourcepath=stacks/contoso\.yaml;` +
            String.raw`linenumber=4;columnnumber=16;code=license-unknown\]`,
          "m",
        ),
      );

      scenario.stack(stack());
      expect((await runAzureStage(machine, "Plan", { ...request, "System.PullRequest.IsFork": "True" })).ran).toBe(
        false,
      );
      expect((await runAzureStage(machine, "Plan", request, false)).ran).toBe(false);
      const planned = await runAzureStage(machine, "Plan", request);
      expect(planned.ok, planned.output).toBe(true);
      expect(gitHost.comments.map(({ body }) => body)).toEqual([expect.stringContaining("2 gain")]);
      expect([...gitHost.tokens]).toEqual(["Bearer azure-token"]);
      expect((await runAzureStage(machine, "Apply", request)).ran).toBe(false);

      expect((await runAzureStage(machine, "Plan", push)).ok).toBe(true);
      const applied = await runAzureStage(machine, "Apply", push);
      expect(applied.ok, applied.output).toBe(true);
      expect(await scenario.admin.holds("diego@contoso.com")).toEqual(["ENTERPRISEPACK"]);
      expect((await runAzureStage(machine, "Nightly", push)).ran).toBe(false);

      await scenario.admin.assign("diego@contoso.com", [], ["ENTERPRISEPACK"]);
      scenario.stack(stack({ until: "2020-01-31" }));
      expect((await runAzureStage(machine, "Plan", schedule)).ok).toBe(true);
      expect((await runAzureStage(machine, "Apply", schedule)).ran).toBe(false);
      const night = await runAzureStage(machine, "Nightly", schedule);
      expect(night.ok, "drift makes the schedule fail").toBe(false);
      expect(night.output).toContain("1 person or group changed behind the stack's back");
      expect(await scenario.admin.holds("temp1@contoso.com"), night.output).toEqual([]);
      expect(gitHost.comments).toHaveLength(1);
      expect(existsSync(join(machine.root, "pipeline/plan-contoso/contoso.plan.json"))).toBe(true);
    },
    patience,
  );
});
