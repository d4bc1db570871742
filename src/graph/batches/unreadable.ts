import type { HttpAnswer } from "../connect/graph-http";

const inItsPlace = "Something between this machine and Graph, a proxy or a sign-in page, seems to answer in its place.";

/**
 * An answer that is none of Graph's, by what tells where it comes from: status, kind of content, the host that a
 * redirect leads to. Nothing of its text and no path, which may hold secrets.
 */
export function describeUnreadable(answer: HttpAnswer): string {
  const { status } = answer;
  if (isRedirect(status)) return `Graph's address answered ${status}, a redirect to ${hostOf(answer)}. ${inItsPlace}`;
  const type = contentTypeOf(answer);
  if (type === "application/json")
    return (
      `Graph's answer (${status}, JSON of ${answer.text.length} characters) is cut off, or is not what was asked ` +
      "for."
    );
  return `Graph's address answered ${status} with ${type ?? "no kind of content"} in place of JSON. ${inItsPlace}`;
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function contentTypeOf(answer: HttpAnswer): string | undefined {
  return /^[\w.+-]+\/[\w.+-]+/.exec(answer.header("content-type") ?? "")?.[0].toLowerCase();
}

function hostOf(answer: HttpAnswer): string {
  const location = answer.header("location");
  if (location === undefined) return "nowhere";
  return URL.canParse(location) ? new URL(location).host : "another path of the same host";
}
