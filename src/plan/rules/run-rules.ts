import type { DesiredPrincipal } from "../../terms/desired";
import type { Place } from "../../terms/place";
import { FindingList, listSome, people as countPeople } from "../basis/findings";
import type { SkuId } from "../../terms/observed";
import type { Finding } from "../../terms/plan";
import type { Breach, Cause, GroupBreach, Rule, RuleContext, RuleGroup, RulePerson, SameHolding } from "./rule";
import { rules } from "./rules";
import { HoldingBook } from "./holding-book";
import { byText } from "../../text/order";

/** What a finding is about besides its cause: where it is mended, and who is named. */
interface Source {
  readonly key: string;
  /** Set where members of this group are concerned who are not in the stack by name. */
  readonly group?: RuleGroup;
}

interface Bucket {
  readonly cause: Cause;
  readonly source: Source;
  readonly sku: SkuId;
  readonly people: RulePerson[];
}

type Declarations = DesiredPrincipal["declarations"];

function declaringOf(declarations: Declarations, written: string | undefined): Declarations[number] | undefined {
  return declarations.find(({ skus }) => skus.some((sku) => sku === written));
}

function placeFor(declarations: Declarations, written: string | undefined): Place | undefined {
  return (declaringOf(declarations, written) ?? declarations.find((declaration) => declaration.place !== undefined))
    ?.place;
}

/** One finding a rule, cause and assignment, however many people it concerns. */
class BreachSorter {
  private order: ReadonlyMap<RulePerson, number> | undefined;

  constructor(private readonly context: RuleContext) {}

  /** Puts the people of one holding into buckets, which are shared by all holdings. */
  sort(breaches: Iterable<Breach>, buckets: Map<string, Bucket>): void {
    // A holding of many people has few causes and few sources: texts are joined once for each pair of them.
    const known = new Map<Cause, Map<string | RuleGroup, Bucket>>();
    for (const { person, skus, cause } of breaches) {
      const source = this.sourceOf(person, skus);
      if (source === undefined) continue;
      const ofCause = known.get(cause) ?? new Map<string | RuleGroup, Bucket>();
      known.set(cause, ofCause);
      // An assignment may be called like a group's id.
      const at = source.group ?? source.key;
      let bucket = ofCause.get(at);
      if (bucket === undefined) {
        const key = `${cause.key}\n${source.group === undefined ? "1" : "2"} ${source.key}`;
        bucket = buckets.get(key) ?? { cause, source, sku: skus[0], people: [] };
        buckets.set(key, bucket);
        ofCause.set(at, bucket);
      }
      bucket.people.push(person);
    }
  }

  /** Undefined: nothing of it comes from this stack. */
  private sourceOf(person: RulePerson, skus: readonly SkuId[]): Source | undefined {
    if (person.declared !== undefined) return { key: this.assignmentOf(person.declared.declarations, person, skus) };
    for (const skuId of skus) {
      const givers = person.after.flatMap(({ skuId: held, assignedByGroup: id = "" }) =>
        held === skuId ? (this.context.groups.get(id) ?? []) : [],
      );
      const [group] = givers.sort((a, b) => byText(a.id, b.id));
      if (group !== undefined) return { key: group.id, group };
    }
    return undefined;
  }

  private assignmentOf(declarations: Declarations, person: RulePerson, skus: readonly SkuId[]): string {
    for (const skuId of skus) {
      const declaring = declaringOf(declarations, person.licenses.get(skuId)?.written);
      if (declaring !== undefined) return declaring.assignment;
    }
    return "";
  }

  report(rule: Rule, key: string, { cause, source, sku, people }: Bucket, findings: FindingList): void {
    const order = (this.order ??= new Map(this.context.people.map((person, at) => [person, at])));
    people.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const [first] = people;
    const { group } = source;
    const written = (group?.declared ?? first?.licenses)?.get(sku)?.written;
    const place = placeFor(group?.declarations ?? first?.declared?.declarations ?? [], written);
    const subject =
      group === undefined
        ? countPeople(people.length)
        : `${people.length === 1 ? "1 member" : `${String(people.length)} members`} of the group ${group.name}`;
    const names = people.map((person) => person.name).sort(byText);
    const message = (): string => `${cause.says({ subject, count: people.length })}: ${listSome(names)}.`;
    add(rule, findings, {
      key,
      principals: group === undefined ? names : [group.name],
      place,
      message,
      remedy: cause.remedy(),
    });
  }
}

function add(
  rule: Rule,
  findings: FindingList,
  report: Pick<Parameters<FindingList["add"]>[0], "key" | "principals" | "place" | "message" | "remedy">,
): void {
  const whole = { code: rule.code, severity: rule.severity, ...report };
  if (rule.fixed === true) findings.add(whole);
  else findings.addRule(whole);
}

function reportGroup(rule: Rule, { group, sku, key, message, remedy }: GroupBreach, findings: FindingList): void {
  const place = placeFor(group.declarations, sku === undefined ? undefined : group.declared.get(sku)?.written);
  add(rule, findings, { key, principals: [group.name], place, message: () => message, remedy });
}

/**
 * Applies every rule and reports what does not hold. Work grows with the people and their licences; what people hold is
 * judged once for everybody who holds the same.
 */
export function checkRules(context: RuleContext, findings: FindingList): void {
  const holdings: readonly SameHolding[] = new HoldingBook(context.skus).sort(context.people);
  const sorter = new BreachSorter(context);
  for (const rule of rules) {
    if (rule.kind === "groups") {
      for (const group of context.groups.values())
        for (const breach of rule.check(group, context)) reportGroup(rule, breach, findings);
      continue;
    }
    const buckets = new Map<string, Bucket>();
    for (const holding of holdings) sorter.sort(rule.check(holding, context), buckets);
    for (const [key, bucket] of buckets) sorter.report(rule, key, bucket, findings);
  }
}

/**
 * What the rules find, errors first. Equal contexts give equal findings; severities are those of the stack, `off` is
 * left out.
 */
export function runRules(context: RuleContext): readonly Finding[] {
  const findings = new FindingList(context.policy.rules);
  checkRules(context, findings);
  return findings.toFindings();
}
