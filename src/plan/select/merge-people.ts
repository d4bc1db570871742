import { defaultCatalog } from "../../catalog/catalog";
import { resolveLicenseName } from "../../catalog/resolve-license";
import type { RosterLicense } from "../../roster/types";
import type { Declaration, DesiredPrincipal, PeopleQuestion } from "../../terms/desired";
import type { LedgerEntry } from "../../terms/ledger";
import type { ObjectId } from "../../terms/observed";
import { formatPlace } from "../../terms/place";
import { byText } from "../../text/order";
import type { FindingPart } from "../basis/findings";
import { selectionKey } from "../basis/selection";
import type { TenantIndex } from "../basis/tenant-index";
import { reportContradiction } from "./report-questions";

/** The people of a stack, while questions add to them: what is declared for one person is the union, as in a file. */
export class PeopleMerger {
  readonly #users: DesiredPrincipal[];
  /** Places in `#users`, by name in lower case. */
  readonly #byName = new Map<string, number>();
  readonly #byId = new Map<ObjectId, number>();
  readonly #named: number;
  readonly #entries: ReadonlyMap<ObjectId, LedgerEntry>;
  readonly #index: TenantIndex;

  constructor(users: readonly DesiredPrincipal[], owned: readonly LedgerEntry[], index: TenantIndex) {
    this.#users = [...users];
    this.#named = users.length;
    this.#entries = new Map(owned.map((entry) => [entry.id, entry]));
    this.#index = index;
    for (const [at, { name }] of users.entries()) this.#byName.set(name.toLowerCase(), at);
  }

  /** Of whom something is owned that the question gives, and that nothing else declares so far. */
  ownersOf({ licenses }: PeopleQuestion): readonly LedgerEntry[] {
    const given = new Set(licenses.map(({ sku }) => sku.toUpperCase()));
    return [...this.#entries.values()].filter(({ id, skus, gone }) => {
      if (gone !== undefined) return false;
      const names = skus.map(({ written }) => written.toUpperCase()).filter((name) => given.has(name));
      if (names.length === 0) return false;
      const at = this.#find(id);
      const declared = at === undefined ? undefined : this.#users[at]?.licenses;
      return names.some((name) => declared?.some(({ sku }) => sku.toUpperCase() === name) !== true);
    });
  }

  nameOf(id: ObjectId): string {
    return this.#index.users.get(id)?.userPrincipalName ?? this.#entries.get(id)?.name ?? id;
  }

  add(question: PeopleQuestion, people: ReadonlySet<ObjectId>): readonly FindingPart[] {
    const findings: FindingPart[] = [];
    const { assignment, place, licenses, licensePlaces } = question;
    const declaration: Declaration = {
      assignment,
      skus: licenses.map(({ sku }) => sku).sort(byText),
      ...(place !== undefined && { place }),
      ...(licensePlaces !== undefined && { licensePlaces }),
    };
    const named = Array.from(people, (id) => ({ id, name: this.nameOf(id) }));
    // What everybody gets for whom nothing else is declared: most people of a question.
    let alone: DesiredPrincipal | undefined;
    for (const { id, name } of named.sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id))) {
      const at = this.#find(id);
      const known = at === undefined ? undefined : this.#users[at];
      const said = findings.length;
      const merged: DesiredPrincipal =
        known === undefined && alone !== undefined
          ? { ...alone, id, name }
          : this.#unite(known ?? { id, name, licenses: [], declarations: [] }, question, declaration, findings);
      if (known === undefined && findings.length === said) alone ??= merged;
      if (at === undefined) this.#byId.set(id, this.#users.push(merged) - 1);
      else this.#users[at] = merged;
    }
    return findings;
  }

  /** Whom the file names, in its order, and then whom the tenant names, by name. */
  toPrincipals(): readonly DesiredPrincipal[] {
    const added = this.#users.slice(this.#named).sort((a, b) => byText(a.name, b.name));
    return [...this.#users.slice(0, this.#named), ...added];
  }

  #find(id: ObjectId): number | undefined {
    const known = this.#byId.get(id);
    if (known !== undefined || this.#byName.size === 0) return known;
    // A renamed person stands in the file, and in the ledger, under the former name.
    const former = this.#entries.get(id)?.name.toLowerCase();
    return (
      (former === undefined ? undefined : this.#byName.get(former)) ?? this.#byName.get(this.nameOf(id).toLowerCase())
    );
  }

  #unite(
    base: DesiredPrincipal,
    question: PeopleQuestion,
    declaration: Declaration,
    findings: FindingPart[],
  ): DesiredPrincipal {
    const licenses = new Map(base.licenses.map((license) => [keyOf(license), license]));
    for (const license of question.licenses) {
      const before = licenses.get(keyOf(license));
      if (before === undefined || before.selection.kind === "unmanaged")
        licenses.set(keyOf(license), before === undefined ? license : { ...license, sku: before.sku });
      else if (
        license.selection.kind !== "unmanaged" &&
        selectionKey(before.selection) !== selectionKey(license.selection)
      )
        findings.push(
          reportContradiction("plans-contradict", question, base.name, {
            what: `${license.sku} with other service plans than`,
            other: othersOf(base, before.sku),
            place: question.licensePlaces?.get(license.sku) ?? question.place,
          }),
        );
    }
    const { usageLocation = base.usageLocation } = question;
    if (base.usageLocation !== undefined && usageLocation !== base.usageLocation)
      findings.push(
        reportContradiction("location-contradicts", question, base.name, {
          what: `the usage location ${usageLocation ?? ""}, and ${base.usageLocation} is wanted by`,
          other: othersOf(base),
          place: question.place,
        }),
      );
    return {
      ...base,
      licenses: [...licenses.values()].sort((a, b) => byText(a.sku, b.sku)),
      declarations: [...base.declarations, declaration],
      ...(usageLocation !== undefined && { usageLocation }),
      ...(question.onPremisesPstn === true && { onPremisesPstn: true }),
    };
  }
}

const keys = new Map<string, string>();

/** One product by its part number here and by its GUID there is one licence. */
function keyOf({ sku }: RosterLicense): string {
  const known = keys.get(sku);
  if (known !== undefined) return known;
  const resolution = resolveLicenseName(sku, undefined, defaultCatalog);
  const key = resolution.kind === "resolved" ? resolution.skuId : sku.toUpperCase();
  keys.set(sku, key);
  return key;
}

/** Who else wants it, each with its place. */
function othersOf({ declarations }: DesiredPrincipal, sku?: string): string {
  const wanting = sku === undefined ? declarations : declarations.filter(({ skus }) => skus.includes(sku));
  return (wanting.length === 0 ? declarations : wanting)
    .map(({ assignment, place, licensePlaces }) => {
      const at = (sku === undefined ? undefined : licensePlaces?.get(sku)) ?? place;
      return `"${assignment}"${at === undefined ? "" : ` (${formatPlace(at)})`}`;
    })
    .join(", ");
}
