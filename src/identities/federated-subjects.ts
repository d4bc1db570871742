/** Whom Entra believes when a pipeline's token says it is: issuer, subject and audience have to match it exactly. */
export interface FederatedSubject {
  /** Unique among one identity's subjects; letters, digits and hyphens. */
  readonly label: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** What Entra expects in the audience of a token that is exchanged for one of its own. */
const entraAudience = "api://AzureADTokenExchange";

export type GitHubTrigger =
  | { readonly kind: "pullRequest" }
  | { readonly kind: "branch"; readonly branch: string }
  | { readonly kind: "environment"; readonly environment: string };

/**
 * A GitHub Actions run.
 *
 * @param repository `owner/name`
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
