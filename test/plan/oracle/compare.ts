import { type SmallTenant, heldSkus, licensingOf, servicesOn } from "./small-tenant";
import type { LogEntry } from "./simulated-tenant";

/** Lines in which two tenants differ. */
export function differences(expected: SmallTenant, actual: SmallTenant): string[] {
  const [wanted, found] = [licensingOf(expected).split("\n"), licensingOf(actual).split("\n")];
  return wanted.flatMap((line, i) =>
    line === found[i] ? [] : [`expected ${line}`, `   found ${found[i] ?? "nothing"}`],
  );
}

/** Who was without something in between that they had before and after: "was anybody without SKU s at any moment?" */
export function interruptions(before: SmallTenant, after: SmallTenant, log: readonly LogEntry[]): string[] {
  const gaps: string[] = [];
  for (const [i, person] of before.people.entries()) {
    const skus = intersect(heldSkus(person), heldSkus(after.people[i]!));
    const services = intersect(servicesOn(person), servicesOn(after.people[i]!));
    for (const { step, personId, holdings } of log) {
      if (personId !== person.id) continue;
      const [held, works] = [heldSkus({ holdings }), servicesOn({ holdings })];
      for (const sku of skus) if (!held.has(sku)) gaps.push(`${person.upn} was without ${sku} after step ${step}`);
      for (const service of services)
        if (!works.has(service)) gaps.push(`${person.upn} was without ${service} after step ${step}`);
    }
  }
  return gaps;
}

function intersect(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((value) => b.has(value));
}
