import { gitHubSubject, gitLabJobSubject, type FederatedTrust } from "./federated-subjects";

/** Whom each identity of a pipeline believes. */
export interface PipelineTrust {
  /** Runs that only preview: pull requests, the merge queue, the plan on main, the nightly look at drift. */
  readonly preview: readonly FederatedTrust[];
  /** Runs that carry out what was approved. */
  readonly apply: readonly FederatedTrust[];
  /** The nightly run that takes back what has ended. Without one nobody has that identity. */
  readonly expiries?: readonly FederatedTrust[];
}

/**
 * The jobs of `pipelines/github`. Each names an environment, and so has one subject whatever started it.
 *
 * @param repository as `gitHubSubject` takes it
 */
export function gitHubPipeline(repository: string): Required<PipelineTrust> {
  const job = (environment: string) => [gitHubSubject(repository, { kind: "environment", environment })];
  return { preview: job("licences-preview"), apply: job("licences"), expiries: job("licences-expiries") };
}

/**
 * The jobs of `pipelines/gitlab`, in a project whose subjects have `gitLabSubjectComponents` and whose environments
 * `licences/…` are protected.
 *
 * @param project `group/name`
 * @param issuer the GitLab instance
 */
export function gitLabPipeline(project: string, issuer?: string): Required<PipelineTrust> {
  const job = (isProtectedBranch: boolean, tier: "testing" | "production" | "other", isProtectedEnvironment: boolean) =>
    gitLabJobSubject(project, { isProtectedBranch, tier, isProtectedEnvironment }, issuer);
  return {
    preview: [job(false, "testing", false), job(true, "testing", false)],
    apply: [job(true, "production", true)],
    expiries: [job(true, "other", false)],
  };
}
