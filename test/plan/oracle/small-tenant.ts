import { miniSku } from "./miniature-catalog";

/** One way in which a person has a SKU. */
export interface Holding {
  readonly skuId: string;
  /** Absent: direct. */
  readonly group?: string;
  readonly off: readonly string[];
  /**
   * Absent: active without error. `failed`: the group could not give it; otherwise it is held in spite of the error.
   */
  readonly trouble?: { readonly error: "CountViolation" | "DependencyViolation" | "Other"; readonly failed: boolean };
}

export interface Person {
  readonly id: string;
  readonly upn: string;
  location: string | undefined;
  readonly country?: string;
  /** From on-premises: its usage location cannot be written. */
  readonly synced: boolean;
  /** `hidden`: Graph refuses to show the person; `withoutStates`: it leaves `licenseAssignmentStates` out. */
  readonly sight: "clear" | "hidden" | "withoutStates";
  holdings: readonly Holding[];
}

export interface GroupLicense {
  readonly skuId: string;
  readonly off: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly name: string;
  licenses: readonly GroupLicense[];
  readonly members: readonly string[];
}

/** Somebody whom the ledger may know and the tenant no longer has. */
export interface Gone {
  readonly id: string;
  readonly name: string;
  readonly kind: "deleted" | "purged" | "notFound";
}

export interface SmallTenant {
  readonly id: string;
  readonly domain: string;
  readonly country: string;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly gone: readonly Gone[];
  /** Seats bought, by SKU; what is not here the tenant has not bought. */
  readonly seats: Readonly<Record<string, number>>;
}

/** SKUs that people or groups show and the tenant no longer has: nobody can be given them, and nothing takes them. */
export function goneSkus({ people, groups, seats }: SmallTenant): ReadonlySet<string> {
  const shown = [...people.flatMap(({ holdings }) => holdings), ...groups.flatMap(({ licenses }) => licenses)];
  return new Set(shown.map(({ skuId }) => skuId).filter((skuId) => seats[skuId] === undefined));
}

export function copyTenant(tenant: SmallTenant): SmallTenant {
  return {
    ...tenant,
    people: tenant.people.map((person) => ({ ...person })),
    groups: tenant.groups.map((group) => ({ ...group })),
  };
}

export function isHolding(holding: Holding): boolean {
  return holding.trouble?.failed !== true;
}

/** The SKUs that a person has, by whatever path. */
export function heldSkus(person: Pick<Person, "holdings">): Set<string> {
  return new Set(person.holdings.filter(isHolding).map((holding) => holding.skuId));
}

/** The service plans that are on for a person, by whatever path. */
export function plansOn(person: Pick<Person, "holdings">): Set<string> {
  const on = new Set<string>();
  for (const holding of person.holdings) {
    if (!isHolding(holding)) continue;
    for (const plan of miniSku(holding.skuId).plans) if (!holding.off.includes(plan.id)) on.add(plan.id);
  }
  return on;
}

/** The services that work for a person: mailbox, files, teams, phone. */
export function servicesOn(person: Pick<Person, "holdings">): Set<string> {
  const services = new Set<string>();
  for (const holding of person.holdings) {
    if (!isHolding(holding)) continue;
    for (const plan of miniSku(holding.skuId).plans)
      if (plan.service !== undefined && !holding.off.includes(plan.id)) services.add(plan.service);
  }
  return services;
}

export function directHolding(person: Pick<Person, "holdings">, skuId: string): Holding | undefined {
  return person.holdings.find((holding) => holding.skuId === skuId && holding.group === undefined);
}

export function sameLicenses(a: readonly GroupLicense[], b: readonly GroupLicense[]): boolean {
  const write = (licenses: readonly GroupLicense[]): string =>
    licenses
      .map(({ skuId, off }) => `${skuId} ${[...off].sort().join()}`)
      .sort()
      .join(";");
  return write(a) === write(b);
}

/** Seats in use: each person once, by however many paths. */
export function seatsUsed(tenant: SmallTenant, skuId: string): number {
  let used = 0;
  for (const person of tenant.people) if (heldSkus(person).has(skuId)) used += 1;
  return used;
}

/** Everything that licensing decides about the people and groups, for comparing two tenants. */
export function licensingOf(tenant: SmallTenant): string {
  const holding = ({ skuId, group, off, trouble }: Holding): string =>
    `${miniSku(skuId).partNumber}${
      off.length === 0
        ? ""
        : `-${[...off]
            .sort()
            .map((id) => id.slice(0, 4))
            .join("-")}`
    }${group === undefined ? "" : `<${group.slice(-2)}`}${
      trouble === undefined ? "" : `!${trouble.error}${trouble.failed ? "" : "(held)"}`
    }`;
  const people = tenant.people.map(
    (person) => `${person.upn} ${person.location ?? "-"}: ${person.holdings.map(holding).sort().join(", ")}`,
  );
  const groups = tenant.groups.map((group) => `${group.name}: ${group.licenses.map(holding).sort().join(", ")}`);
  return [...people, ...groups].join("\n");
}
