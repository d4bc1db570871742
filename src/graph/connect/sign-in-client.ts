import type { HttpClient } from "@azure/core-rest-pipeline";
import { within } from "./bounded";
import type { ConnectionSettings } from "./connection-settings";
import { usesProxy } from "./proxy";
import { longestAnswer, longestRetryAfter } from "./sign-in-patience";

/**
 * Azure's libraries send everything through the proxy that the environment names, the endpoint of a managed identity
 * on this machine included. What must not go there goes directly.
 */
export async function createHttpClient(
  settings: ConnectionSettings,
  note: (trouble: string | undefined) => void,
): Promise<HttpClient> {
  const { createDefaultHttpClient } = await import("@azure/core-rest-pipeline");
  const client = createDefaultHttpClient();
  return {
    sendRequest: async (request) => {
      if (!usesProxy(settings.proxy, new URL(request.url))) {
        delete request.agent;
        delete request.proxySettings;
      }
      const { abortSignal: before } = request;
      try {
        // The timeout that the library itself offers keeps a process for that long after a connection has failed.
        const response = await within({ milliseconds: longestAnswer, what: "" }, (signal) => {
          request.abortSignal = before instanceof AbortSignal ? AbortSignal.any([before, signal]) : signal;
          return client.sendRequest(request);
        });
        if (Number(response.headers.get("retry-after") ?? 0) > longestRetryAfter)
          response.headers.set("retry-after", String(longestRetryAfter));
        note(response.status === 407 ? "the proxy wants another user or password (407)" : undefined);
        return response;
      } catch (error) {
        note(error instanceof Error ? error.message : String(error));
        throw error;
      } finally {
        if (before === undefined) delete request.abortSignal;
        else request.abortSignal = before;
      }
    },
  };
}
