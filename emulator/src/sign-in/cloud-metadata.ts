import type { ServerResponse } from "node:http";
import { sendJson } from "../server/http-server";

/** Where clients of Azure ask which cloud this is: `metadata_host` of terraform's azuread for one. */
export function isMetadataPath(path: string): boolean {
  return /^\/metadata\/endpoints\/?$/i.test(path);
}

/** An address that leads nowhere: this cloud has a directory and nothing else. */
const nowhere = "https://unavailable.invalid";

/**
 * A cloud whose sign-in and Graph are both here. Without a token, as Azure's own. Members as Azure answers them for
 * api-version 2022-09-01; older versions answer a list of clouds.
 */
export function serveMetadata(origin: string, apiVersion: string, response: ServerResponse): void {
  const cloud = {
    name: "EmulatedCloud",
    portal: nowhere,
    authentication: {
      loginEndpoint: origin,
      audiences: [`${nowhere}/`],
      tenant: "common",
      identityProvider: "AAD",
    },
    graph: `${nowhere}/`,
    graphAudience: `${nowhere}/`,
    microsoftGraphResourceId: `${origin}/`,
    resourceManager: `${nowhere}/`,
    batch: `${nowhere}/`,
    media: nowhere,
    suffixes: {},
  };
  sendJson(response, 200, apiVersion >= "2022-09-01" ? cloud : [cloud]);
}
