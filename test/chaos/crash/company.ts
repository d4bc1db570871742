import type { TenantDocument } from "../../../emulator/src/start";
import type { Chance } from "../support/chance";

/** What becomes of some people between one stack file and the next. Licences as canonical lines write them. */
interface Kind {
  readonly count: number;
  /** Declared of each person before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** A group of which they are members, and what is declared of it. */
  readonly group?: { readonly name: string; readonly before: readonly string[]; readonly after: readonly string[] };
  /** Changes together with this kind: one needs the other's seats. */
  readonly with?: string;
  /** Held without being declared. */
  readonly besides?: readonly string[];
}

const E1 = "STANDARDPACK";
const E3 = "ENTERPRISEPACK";
const E5 = "ENTERPRISEPREMIUM";

/** Two hundred people, and every kind of change. */
export const kinds: Readonly<Record<string, Kind>> = {
  stay: { count: 20, before: [E3], after: [E3] },
  upgrade: { count: 50, before: [E1], after: [E3] },
  phone: { count: 20, before: [E3, "MCOEV"], after: [E5] },
  join: { count: 20, before: [], after: [E3] },
  leave: { count: 12, before: ["VISIOCLIENT"], after: [] },
  seat: { count: 12, before: [], after: ["VISIOCLIENT"], with: "leave" },
  plans: { count: 20, before: [`${E3}(-YAMMER_ENTERPRISE)`], after: [`${E3}(-SWAY)`] },
  toGroup: { count: 14, before: [E1], after: [], group: { name: "Sales", before: [], after: [E1] } },
  fromGroup: { count: 14, before: [], after: [E3], group: { name: "Phones", before: [E3], after: [] } },
  groupJoins: { count: 8, before: [], after: [], group: { name: "Interns", before: [], after: [E3] } },
  groupLeaves: {
    count: 6,
    before: [],
    after: [],
    group: { name: "Guests", before: ["EXCHANGESTANDARD"], after: [] },
  },
  besides: { count: 4, before: [E1], after: [E3], besides: ["PROJECTPROFESSIONAL"] },
};

const nameOf = (kind: string, at: number): string => `${kind.toLowerCase()}${at + 1}@contoso.com`;
const strangers = ["stranger1@contoso.com", "stranger2@contoso.com", "breakglass@contoso.com"];

/** The company before anything is declared. `bare`: nobody has anything but what is never declared. */
export function companyTenant(): TenantDocument {
  const located = (userPrincipalName: string, licenses: readonly string[]) => ({
    userPrincipalName,
    usageLocation: "US",
    licenses: [...licenses],
  });
  const entries = Object.entries(kinds);
  const enough = [E1, E3, E5, "MCOEV", "EXCHANGESTANDARD", "PROJECTPROFESSIONAL"];
  return {
    displayName: "Contoso",
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    countryLetterCode: "US",
    skus: [
      ...enough.map((sku) => ({ sku, enabled: 400 })),
      // No seat but those of the people who leave.
      { sku: "VISIOCLIENT", enabled: 13 },
    ],
    users: [
      ...entries.flatMap(([kind, { count, besides = [] }]) =>
        Array.from({ length: count }, (_, at) => located(nameOf(kind, at), besides)),
      ),
      located(strangers[0] ?? "", [E3, "VISIOCLIENT"]),
      located(strangers[1] ?? "", []),
      located(strangers[2] ?? "", [E5]),
    ],
    groups: [
      ...entries.flatMap(([kind, { count, group }]) =>
        group === undefined
          ? []
          : [{ displayName: group.name, members: Array.from({ length: count }, (_, at) => nameOf(kind, at)) }],
      ),
      { displayName: "Others", members: strangers.slice(1, 2), licenses: [E1] },
    ],
  };
}

/** How much of a kind changes in a run. */
type Share = "all" | "half" | "none";

/** Whom a stack file treats as after the change; groups change as a whole. */
export type Change = Readonly<Record<string, Share>>;

export const unchanged: Change = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, "none"]));

export function drawChange(chance: Chance): Change {
  const change: Record<string, Share> = {};
  for (const [kind, { group, with: other }] of Object.entries(kinds)) {
    const [all, half] = [chance.happens(0.7), chance.happens(0.5)];
    const share = all ? "all" : half && group === undefined ? "half" : "none";
    change[kind] = other === undefined ? share : (change[other] ?? "none");
  }
  // A run of which nothing is left to be cut off shows nothing.
  return { ...change, upgrade: "all" };
}

export interface Declared {
  readonly name: string;
  readonly kind: string;
  /** What is declared of the person, and what comes through a group that is declared. */
  readonly direct: readonly string[];
  readonly through: readonly string[];
  readonly group: string | undefined;
}

/** What a change leaves declared, person by person; strangers are not among them. */
export function declaredBy(change: Change): readonly Declared[] {
  return Object.entries(kinds).flatMap(([kind, { count, before, after, group }]) => {
    const changing = change[kind] === "all" ? count : change[kind] === "half" ? Math.floor(count / 2) : 0;
    return Array.from({ length: count }, (_, at) => ({
      name: nameOf(kind, at),
      kind,
      direct: at < changing ? after : before,
      through: group === undefined ? [] : changing > 0 ? group.after : group.before,
      group: group?.name,
    }));
  });
}

/** How many people are to be written themselves, groups aside. */
export function countChanged(before: Change | undefined, after: Change): number {
  const was = new Map(before === undefined ? [] : declaredBy(before).map(({ name, direct }) => [name, direct.join()]));
  return declaredBy(after).filter(({ name, direct }) => (was.get(name) ?? "") !== direct.join()).length;
}

/** The stack file of it. */
export function stackOf(change: Change): string {
  const declared = declaredBy(change);
  const sets = new Map<string, string[]>();
  const groups = new Map<string, readonly string[]>();
  for (const { name, kind, direct, through, group } of declared) {
    if (group !== undefined) groups.set(group, through);
    if (direct.length === 0) continue;
    const key = `${kind} ${direct.join()}`;
    sets.set(key, [...(sets.get(key) ?? []), name]);
  }
  const people = [...sets].map(([key, names], at) => {
    const [kind = "", direct = ""] = key.split(" ");
    const licenses = direct.split(",").map(asLicense).join(", ");
    return `  - { name: ${kind} ${at + 1}, licenses: [${licenses}], users: [${names.join(", ")}] }`;
  });
  const teams = [...groups].flatMap(([name, licenses]) =>
    licenses.length === 0 ? [] : [`  - { name: ${name}, licenses: [${licenses.join(", ")}], groups: [${name}] }`],
  );
  return [
    "tenant: contoso.onmicrosoft.com",
    "limits: { people: 100%, atMost: 1000 }",
    "protected: [breakglass@contoso.com]",
    "assignments:",
    ...people,
    ...teams,
    "",
  ].join("\n");
}

function asLicense(line: string): string {
  const [, sku = line, off] = /^(\w+)\(-(\w+)\)$/.exec(line) ?? [];
  return off === undefined ? sku : `{ sku: ${sku}, disable: [${off}] }`;
}

/** What everybody holds once it is as declared, in the words of `holdings`. */
export function holdingsOf(change: Change): Readonly<Record<string, readonly string[]>> {
  const all = declaredBy(change).map(({ name, kind, direct, through, group }): [string, string[]] => [
    name,
    [...direct, ...through.map((sku) => `${sku} by ${group ?? ""}`), ...(kinds[kind]?.besides ?? [])].sort(),
  ]);
  const others: [string, string[]][] = [
    [strangers[0] ?? "", [E3, "VISIOCLIENT"]],
    [strangers[1] ?? "", [`${E1} by Others`]],
    [strangers[2] ?? "", [E5]],
  ];
  return Object.fromEntries(
    [...all, ...others].filter(([, held]) => held.length > 0).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
