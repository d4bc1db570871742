import { readProxy } from "../../../graph/connect/proxy";
import { createFetch, type Fetch } from "../../../graph/connect/proxy-fetch";
import { CliFailure } from "../../context";
import { azureDevOps } from "./azure-devops";
import type { GitHost } from "./git-host";
import { gitHub } from "./github";
import { gitLab } from "./gitlab";
import { isSet, type Environment } from "./host-variables";

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
