import type { Observed } from "./observed";

/** Whether a name means this tenant: its id, or one of its verified domains, in any case. */
export function isCalled(
  { id, verifiedDomains }: Pick<Observed["tenant"], "id" | "verifiedDomains">,
  name: string,
): boolean {
  return [id, ...verifiedDomains].some((known) => known.toLowerCase() === name.toLowerCase());
}
