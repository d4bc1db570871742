/** Whom Entra believes when a pipeline's token says it is: issuer, subject and audience have to match it exactly. */
export interface FederatedSubject {
  /** Unique among one identity's subjects; letters, digits and hyphens. */
  readonly label: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/**
 * Whom Entra believes by an expression over the token's subject (a flexible federated identity credential, which
 * Microsoft offers as a preview, for tokens of GitHub, GitLab and Terraform Cloud).
 */
export interface FederatedPattern {
  readonly label: string;
  readonly issuer: string;
  readonly expression: string;
  readonly audience: string;
}

export type FederatedTrust = FederatedSubject | FederatedPattern;

/** What Entra expects in the audience of a token that is exchanged for one of its own. */
const entraAudience = "api://AzureADTokenExchange";

export type GitHubTrigger =
  | { readonly kind: "pullRequest" }
  | { readonly kind: "branch"; readonly branch: string }
  | { readonly kind: "environment"; readonly environment: string };

/**
 * A GitHub Actions run.
 *
 * @param repository `owner/name`; of a repository with immutable subjects (the default of those made since July 2026)
 *   `owner@123/name@456`, which is what follows `repo:` in the `sub_claim_prefix` of
 *   `gh api repos/OWNER/NAME/actions/oidc/customization/sub`
 */
export function gitHubSubject(repository: string, trigger: GitHubTrigger): FederatedSubject {
  const [label, filter] = gitHubFilter(trigger);
  return {
    label: `github-${label}`,
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:${repository}:${filter}`,
    audience: entraAudience,
  };
}

function gitHubFilter(trigger: GitHubTrigger): readonly [string, string] {
  switch (trigger.kind) {
    case "pullRequest":
      return ["pull-request", "pull_request"];
    case "branch":
      return [`branch-${slug(trigger.branch)}`, `ref:refs/heads/${trigger.branch}`];
    case "environment":
      return [`environment-${slug(trigger.environment)}`, `environment:${trigger.environment}`];
  }
}

/** What a GitLab job says of itself beside its project. */
export interface GitLabJob {
  /** Runs for a protected branch: nothing reaches it but what was merged. */
  readonly isProtectedBranch: boolean;
  /** Of the job's environment. */
  readonly tier: "production" | "staging" | "testing" | "development" | "other";
  /** Whoever deploys to the environment has to be allowed to. */
  readonly isProtectedEnvironment: boolean;
}

/** What a project has to put into its subjects for `gitLabJobSubject` (GitLab 18.7 or newer). */
export const gitLabSubjectComponents = [
  "project_path",
  "ref_protected",
  "deployment_tier",
  "environment_protected",
] as const;

/**
 * A GitLab job by what it is allowed, whatever its branch is called. The project's `ci_id_token_sub_claim_components`
 * have to be `gitLabSubjectComponents`.
 *
 * @param project `group/name`
 * @param issuer the GitLab instance
 */
export function gitLabJobSubject(project: string, job: GitLabJob, issuer = "https://gitlab.com"): FederatedSubject {
  const branch = job.isProtectedBranch ? "protected" : "any-branch";
  return {
    label: `gitlab-${branch}-${job.tier}`,
    issuer,
    subject:
      `project_path:${project}:ref_protected:${String(job.isProtectedBranch)}:deployment_tier:${job.tier}:` +
      `environment_protected:${String(job.isProtectedEnvironment)}`,
    audience: entraAudience,
  };
}

/**
 * Any branch of a GitLab project whose subjects are as they are by default. For the identity that only previews, where
 * GitLab is too old for `gitLabJobSubject`.
 */
export function gitLabAnyBranch(project: string, issuer = "https://gitlab.com"): FederatedPattern {
  return {
    label: "gitlab-any-branch",
    issuer,
    expression: `claims['sub'] matches 'project_path:${project}:ref_type:branch:ref:*'`,
    audience: entraAudience,
  };
}

/**
 * A GitLab job on one branch.
 *
 * @param project `group/name`
 * @param issuer the GitLab instance
 */
export function gitLabSubject(project: string, branch: string, issuer = "https://gitlab.com"): FederatedSubject {
  return {
    label: `gitlab-${slug(branch)}`,
    issuer,
    subject: `project_path:${project}:ref_type:branch:ref:${branch}`,
    audience: entraAudience,
  };
}

/**
 * An Azure DevOps service connection. Issuer and subject are shown by the connection itself ("Workload Identity
 * federation details").
 */
export function azureDevOpsSubject(issuer: string, subject: string): FederatedSubject {
  return { label: "azure-devops", issuer, subject, audience: entraAudience };
}

function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "-");
}
