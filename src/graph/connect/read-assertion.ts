import { readFile } from "node:fs/promises";
import type { ConnectionSettings } from "./connection-settings";
import type { AssertionSource } from "./credential-settings";
import { createFetch } from "./proxy-fetch";
import { longestAnswer } from "./sign-in-patience";

/** Read again for every token: CI systems renew the file, and GitHub's tokens live for five minutes. */
export async function readAssertion(
  settings: ConnectionSettings,
  source: Exclude<AssertionSource, { kind: "azurePipelines" }>,
): Promise<string> {
  switch (source.kind) {
    case "value":
      return source.token;
    case "file":
      return (await readFile(source.path, "utf8")).trim();
    case "github": {
      const url = new URL(source.requestUrl);
      url.searchParams.set("audience", "api://AzureADTokenExchange");
      const response = await createFetch(settings.proxy)(url.href, {
        headers: { authorization: `Bearer ${source.requestToken}`, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(longestAnswer),
      });
      if (!response.ok) throw new Error(`the id token request of GitHub Actions answered ${response.status}`);
      const body: unknown = await response.json();
      if (typeof body === "object" && body !== null && "value" in body && typeof body.value === "string")
        return body.value;
      throw new Error("the id token request of GitHub Actions answered without a token");
    }
  }
}
