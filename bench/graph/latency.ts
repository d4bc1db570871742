import type { Row } from "../table";
import { serveTenant } from "./engine-floor";
import { type Measured, measureReading } from "./snapshot";

const firstPage = "/v1.0/users?$select=id,userPrincipalName,licenseAssignmentStates&$top=999";

/**
 * A tenant that is far away: the time of reading everybody, or a few, against pages that follow each other; requests
 * and memory against the same tenant nearby.
 */
export async function benchFarReading(people: number, few: number): Promise<readonly Row[]> {
  const nearby = await withTenant(people, "near", (url) => bestOfTwo(url, people));
  return withTenant(people, "far", async (url) => {
    const everybody = await bestOfTwo(url, people);
    const some = await measureReading(url, few);
    const chain = await followPages(url);
    const time = (asked: number, { elapsed, people: found }: Measured, limit: number): Row => ({
      what: `far away: ${asked} declared of ${people} people`,
      figure: `${elapsed.toFixed(1)} s of ${chain.toFixed(1)} s that pages take one after the other`,
      ratio: elapsed / chain,
      limit,
      complaint: found === asked ? "" : `found ${found}`,
    });
    const { requests, peak } = everybody;
    return [
      time(people, everybody, 0.2),
      {
        what: "the same, requests",
        figure: `${requests}, ${nearby.requests} nearby`,
        ratio: requests / nearby.requests,
        limit: 2,
        complaint: "",
      },
      {
        what: "the same, memory",
        figure: `${peak.toFixed(0)} MB, ${nearby.peak.toFixed(0)} MB nearby`,
        ratio: peak / nearby.peak,
        limit: 1.1,
        complaint: "",
      },
      time(few, some, 0.1),
    ];
  });
}

/** Of the same process some have 70 MB more than others, wherever the tenant is. */
async function bestOfTwo(url: string, declared: number): Promise<Measured> {
  const [one, other] = [await measureReading(url, declared), await measureReading(url, declared)];
  return { ...one, elapsed: Math.min(one.elapsed, other.elapsed), peak: Math.min(one.peak, other.peak) };
}

/** One at a time: what makes two tenants takes from the machine what measures the first. */
async function withTenant<T>(people: number, where: "near" | "far", act: (url: string) => Promise<T>): Promise<T> {
  const tenant = await serveTenant(people, ["ENTERPRISEPACK"], where);
  try {
    return await act(tenant.url);
  } finally {
    tenant.stop();
  }
}

/** Seconds that the pages of everybody take, each asked for when the one before is there, and looked at by nobody. */
async function followPages(url: string): Promise<number> {
  const begin = performance.now();
  for (let next: string | undefined = `${url}${firstPage}`; next !== undefined;) {
    const response: Response = await fetch(next, { headers: { authorization: "Bearer bench" } });
    next = ((await response.json()) as { readonly "@odata.nextLink"?: string })["@odata.nextLink"];
  }
  return (performance.now() - begin) / 1000;
}
