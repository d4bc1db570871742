import type { TenantDocument } from "../../../emulator/src/start";
import type { Chance } from "../support/chance";

const bases = ["STANDARDPACK", "ENTERPRISEPACK", "ENTERPRISEPREMIUM"] as const;
const plansOff = [undefined, undefined, "YAMMER_ENTERPRISE", "SWAY"] as const;
const teams = ["Sales", "Phones", "Interns"] as const;

/** What a stack file says of one person: licences, and for the base a plan that is off. */
interface Share {
  readonly base?: (typeof bases)[number];
  readonly off?: string;
  readonly extras: readonly string[];
}

/** A stack as its file declares it, by the names of the beginning. */
export interface Declaration {
  readonly people: Readonly<Record<string, Share>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Lines before the assignments. */
  readonly head: readonly string[];
}

const names: readonly string[] = Array.from({ length: 16 }, (_, at) => `p${at + 1}@contoso.com`);

/** Sixteen people, of whom some hold something already, three groups, and now and then too few seats. */
export function drawTenant(chance: Chance): TenantDocument {
  const members = (): string[] => names.filter(() => chance.happens(0.2));
  return {
    displayName: "Contoso",
    verifiedDomains: ["contoso.onmicrosoft.com", "contoso.com"],
    countryLetterCode: "US",
    skus: [...bases, "MCOEV", "VISIOCLIENT"].map((sku) => ({ sku, enabled: chance.happens(0.1) ? 9 : 60 })),
    users: names.map((userPrincipalName) => ({
      userPrincipalName,
      usageLocation: "US",
      licenses: [
        ...(chance.happens(0.3) ? [chance.pick(bases)] : []),
        ...(chance.happens(0.15) ? ["VISIOCLIENT"] : []),
      ].slice(0, 2),
    })),
    groups: [
      ...teams.map((displayName) => ({ displayName, members: members() })),
      { displayName: "Others", members: members(), licenses: ["VISIOCLIENT"] },
    ],
  };
}

function drawShare(chance: Chance): Share {
  if (chance.happens(0.25)) return { extras: chance.happens(0.3) ? ["VISIOCLIENT"] : [] };
  const base = chance.pick(bases);
  const off = chance.pick(plansOff);
  const extras = [
    ...(base === "ENTERPRISEPACK" && chance.happens(0.3) ? ["MCOEV"] : []),
    ...(chance.happens(0.2) ? ["VISIOCLIENT"] : []),
  ];
  return { base, extras, ...(off === undefined ? {} : { off }) };
}

export function drawDeclaration(chance: Chance): Declaration {
  const people = Object.fromEntries(names.filter(() => chance.happens(0.8)).map((name) => [name, drawShare(chance)]));
  const groups = Object.fromEntries(teams.map((name) => [name, chance.happens(0.4) ? [chance.pick(bases)] : []]));
  const head = [
    chance.happens(0.9) ? "limits: { people: 100%, atMost: 1000 }" : "limits: { people: 20%, atMost: 3 }",
    ...(chance.happens(0.3) ? ["onShortage: assignInOrder"] : []),
    ...(chance.happens(0.3) ? ["onMissingUser: wait"] : []),
  ];
  return { people, groups, head };
}

/** Of some people something else is declared, and of one group perhaps. */
export function changeDeclaration(chance: Chance, { people, groups, head }: Declaration): Declaration {
  const team = chance.pick(teams);
  return {
    people: Object.fromEntries(
      names.flatMap((name) => {
        if (chance.happens(0.6)) return people[name] === undefined ? [] : [[name, people[name]]];
        return chance.happens(0.2) ? [] : [[name, drawShare(chance)]];
      }),
    ),
    groups: chance.happens(0.5) ? { ...groups, [team]: chance.happens(0.5) ? [] : [chance.pick(bases)] } : groups,
    head,
  };
}

export function licensesOf({ base, extras }: Share): readonly string[] {
  return base === undefined ? extras : [base, ...extras];
}

/** The stack file of it. */
export function stackOf({ people, groups, head }: Declaration): string {
  const sets = new Map<string, string[]>();
  for (const [name, { base, off, extras }] of Object.entries(people)) {
    const licenses = [
      ...(base === undefined ? [] : [off === undefined ? base : `{ sku: ${base}, disable: [${off}] }`]),
      ...extras,
    ].join(", ");
    if (licenses !== "") sets.set(licenses, [...(sets.get(licenses) ?? []), name]);
  }
  const rows = [
    ...[...sets].map(([licenses, who]) => `licenses: [${licenses}], users: [${who.join(", ")}]`),
    ...Object.entries(groups)
      .filter(([, licenses]) => licenses.length > 0)
      .map(([name, licenses]) => `licenses: [${licenses.join(", ")}], groups: [${name}]`),
  ];
  return [
    "tenant: contoso.onmicrosoft.com",
    ...head,
    `assignments:${rows.length === 0 ? " []" : ""}`,
    ...rows.map((row, at) => `  - { name: part ${at + 1}, ${row} }`),
    "",
  ].join("\n");
}
