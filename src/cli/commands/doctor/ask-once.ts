import { describeUnreadable, isRedirect } from "../../../graph/batches/unreadable";
import { isObject, parseJson, readError, type WireError, type WireObject } from "../../../graph/batches/wire";
import type { GraphHttp } from "../../../graph/connect/graph-http";

export type OneAnswer =
  | { readonly kind: "done"; readonly body: WireObject; readonly date: string | undefined }
  | { readonly kind: "refused"; readonly error: WireError; readonly date: string | undefined }
  /** Whatever answered, if anything did, was not Graph. */
  | { readonly kind: "silent"; readonly reason: string };

/** One GET, and no second one: whoever looks for what is wrong does not wait until it is mended. */
export async function askOnce(
  http: GraphHttp,
  path: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<OneAnswer> {
  const answer = await http.send({ method: "GET", path, headers }, signal);
  if (answer.kind === "broken") return { kind: "silent", reason: answer.reason };
  const { status } = answer;
  const body = parseJson(answer.text);
  if (isRedirect(status) || !isObject(body)) return { kind: "silent", reason: describeUnreadable(answer) };
  const date = answer.header("date");
  if (status >= 200 && status < 300) return { kind: "done", body, date };
  return { kind: "refused", error: readError(status, body, answer.header("request-id")), date };
}
