import type { Asked, Told } from "./scripted-graph";

export const tenantId = "11111111-1111-4111-8111-111111111111";
export const sku = {
  e3: "6fd2c87f-b296-42f0-b197-1e91e994b900",
  e5: "c7df2760-2c81-4ef7-b578-5b5392b571df",
  mcoev: "e43b5b99-8dfb-405f-9987-dc307f34bcbd",
};

export interface ScriptedPerson {
  readonly id: string;
  readonly userPrincipalName: string;
  usageLocation?: string;
  /** SKU → disabled plans; direct only. */
  readonly held: Map<string, readonly string[]>;
  /** Licence calls that were carried out. */
  writes: number;
}

export interface ScriptedTenant {
  readonly people: Map<string, ScriptedPerson>;
  readonly answer: (asked: Asked) => Told;
}

export function personId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

export function refuse(
  status: number,
  message: string,
  code = "Request_BadRequest",
  headers: Readonly<Record<string, string>> = {},
): Told {
  return {
    status,
    headers,
    body: {
      error: {
        code,
        message,
        innerError: { date: "2026-01-01T00:00:00", "request-id": "7a0c6f0e-0000-4000-8000-000000000001" },
      },
    },
  };
}

/** The least that is needed to see what a client did to it. People are numbered from 1. */
export function createScriptedTenant(count: number, held: readonly string[] = []): ScriptedTenant {
  const people = new Map<string, ScriptedPerson>();
  for (let n = 1; n <= count; n += 1) {
    people.set(personId(n), {
      id: personId(n),
      userPrincipalName: `p${n}@contoso.com`,
      usageLocation: "US",
      held: new Map(held.map((skuId) => [skuId, []])),
      writes: 0,
    });
  }
  const show = (person: ScriptedPerson): unknown => ({
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    usageLocation: person.usageLocation,
    licenseAssignmentStates: [...person.held].map(([skuId, disabledPlans]) => ({
      skuId,
      disabledPlans,
      assignedByGroup: null,
      state: "Active",
      error: "None",
    })),
  });
  const answer = (asked: Asked): Told => {
    if (asked.path.startsWith("/organization"))
      return {
        status: 200,
        body: { value: [{ id: tenantId, displayName: "Contoso", verifiedDomains: [{ name: "contoso.com" }] }] },
      };
    if (asked.path.startsWith("/subscribedSkus")) return { status: 200, body: { value: [] } };
    const [, id = "", action = ""] = /^\/users\/([^/?]+)\/?([a-zA-Z]*)/.exec(asked.path) ?? [];
    const person = people.get(id) ?? [...people.values()].find((one) => one.userPrincipalName === id);
    if (person === undefined)
      return refuse(
        404,
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
        "Request_ResourceNotFound",
      );
    if (asked.method === "GET") return { status: 200, body: show(person) };
    if (asked.method === "PATCH") {
      if (asked.body?.usageLocation !== undefined) person.usageLocation = asked.body.usageLocation;
      return { status: 204 };
    }
    if (action !== "assignLicense")
      return refuse(404, "Resource not found for the segment.", "Request_ResourceNotFound");
    for (const removed of asked.body?.removeLicenses ?? [])
      if (!person.held.has(removed)) return refuse(400, "User does not have a corresponding license.");
    for (const removed of asked.body?.removeLicenses ?? []) person.held.delete(removed);
    for (const { skuId, disabledPlans } of asked.body?.addLicenses ?? []) person.held.set(skuId, disabledPlans);
    person.writes += 1;
    return {
      status: 200,
      body: {
        id: person.id,
        assignedLicenses: [...person.held].map(([skuId, disabledPlans]) => ({ skuId, disabledPlans })),
      },
    };
  };
  return { people, answer };
}
