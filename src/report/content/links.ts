import type { FilePlace } from "../../terms/place";

/**
 * Where a line of the stack can be looked at, on the Git host that runs the pipeline: GitHub Actions, GitLab CI and
 * Azure Pipelines say it in variables of their own. Undefined elsewhere.
 */
export function linksOf(
  environment: Readonly<Record<string, string | undefined>>,
): ((place: FilePlace) => string | undefined) | undefined {
  const of = (name: string): string | undefined => (environment[name] === "" ? undefined : environment[name]);
  const [server, repository, commit] = [of("GITHUB_SERVER_URL"), of("GITHUB_REPOSITORY"), of("GITHUB_SHA")];
  if (server !== undefined && repository !== undefined && commit !== undefined)
    return (place) => `${server}/${repository}/blob/${commit}/${pathOf(place)}#L${String(place.line)}`;
  const [project, revision] = [of("CI_PROJECT_URL"), of("CI_COMMIT_SHA")];
  if (project !== undefined && revision !== undefined)
    return (place) => `${project}/-/blob/${revision}/${pathOf(place)}#L${String(place.line)}`;
  const [uri, version] = [of("BUILD_REPOSITORY_URI"), of("BUILD_SOURCEVERSION")];
  if (uri !== undefined && version !== undefined && of("BUILD_REPOSITORY_PROVIDER") === "TfsGit") {
    const plain = uri.replace(/\/\/[^/@]*@/, "//");
    return (place) => {
      const lines = `line=${String(place.line)}&lineEnd=${String(place.line + 1)}&lineStartColumn=1&lineEndColumn=1`;
      return `${plain}?path=/${pathOf(place)}&version=GC${version}&${lines}`;
    };
  }
  return undefined;
}

/** The commit that the pipeline runs, which is what a run applies. Undefined elsewhere. */
export function commitOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const commit = environment["GITHUB_SHA"] ?? environment["CI_COMMIT_SHA"] ?? environment["BUILD_SOURCEVERSION"];
  return commit !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(commit) ? commit.toLowerCase() : undefined;
}

function pathOf(place: FilePlace): string {
  return place.file.split("/").map(encodeURIComponent).join("/");
}
