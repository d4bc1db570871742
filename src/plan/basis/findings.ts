import type { Place } from "../../terms/place";
import type { Finding } from "../../terms/plan";
import type { Policy, Severity } from "../../terms/policy";
import { byText } from "../../text/order";

/** A problem that may concern many principals: one finding, however many they are. */
export interface FindingPart {
  readonly code: string;
  readonly severity: Severity;
  /** Reports with the same code and key become one finding. */
  readonly key: string;
  readonly principal?: string;
  /** Instead of `principal`, where many are known at once. */
  readonly principals?: readonly string[];
  readonly place?: Place | undefined;
  readonly message: (principals: readonly string[]) => string;
  readonly remedy?: string | undefined;
}

interface Collected {
  readonly report: FindingPart;
  readonly principals: string[];
}

/** Collects everything that is to be said, so that all of it is said at once. */
export class FindingList {
  private readonly collected = new Map<string, Collected>();

  /** `rules` of the stack change the severity of what is not essential to safety. */
  constructor(private readonly rules: Policy["rules"] = {}) {}

  /** Reports something that no rule of the stack can silence. */
  add(report: FindingPart): void {
    const key = `${report.code}\n${report.key}`;
    const known = this.collected.get(key) ?? { report, principals: [] };
    if (report.principal !== undefined) known.principals.push(report.principal);
    for (const principal of report.principals ?? []) known.principals.push(principal);
    this.collected.set(key, known);
  }

  /** Reports something whose severity the stack may change. */
  addRule(report: FindingPart): void {
    this.add({ ...report, severity: this.rules[report.code] ?? report.severity });
  }

  /** Errors first, then by code and key; within one finding the principals by name. */
  toFindings(): Finding[] {
    const order = { error: 0, warning: 1, info: 2 } as const;
    const findings: { sortKey: string; finding: Finding }[] = [];
    for (const [key, { report, principals: collected }] of this.collected) {
      if (report.severity === "off") continue;
      const principals = collected.sort(byText);
      findings.push({
        sortKey: `${order[report.severity]}${key}`,
        finding: {
          code: report.code,
          severity: report.severity,
          message: report.message(principals),
          ...(report.remedy !== undefined && { remedy: report.remedy }),
          principals,
          ...(report.place !== undefined && { place: report.place }),
        },
      });
    }
    return findings.sort((a, b) => byText(a.sortKey, b.sortKey)).map(({ finding }) => finding);
  }
}

/** "adele@contoso.com, bob@contoso.com and 12 more". */
export function listSome(names: readonly string[], some = 5): string {
  if (names.length <= some) return names.join(", ");
  return `${names.slice(0, some).join(", ")} and ${names.length - some} more`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function people(number: number): string {
  return count(number, "person", "people");
}
