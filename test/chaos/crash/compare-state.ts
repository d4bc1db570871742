import type { Emulator } from "../../../emulator/src/start";
import { parseLedger } from "../../../src/plan/ledger/ledger-text";
import { type Change, declaredBy, kinds } from "./company";

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly { readonly type: string; readonly outputs?: Readonly<Record<string, unknown>> }[];
      readonly pending_operations?: readonly unknown[];
    };
  };
}

/** The engine was killed while it created a resource, and has kept a note of that. */
export function isCreationPending(text: string): boolean {
  return ((JSON.parse(text) as Checkpoint).checkpoint.latest?.pending_operations?.length ?? 0) > 0;
}

/** Where what the state says to be owned is not what is declared; one line each. */
export function compareState(text: string, emulator: Emulator, before: Change, after: Change): readonly string[] {
  const { latest } = (JSON.parse(text) as Checkpoint).checkpoint;
  const pending = latest?.pending_operations?.length ?? 0;
  const resource = latest?.resources?.find(({ type }) => type.endsWith("m365:TenantLicenses"));
  const ledger = resource?.outputs?.["__ledger"];
  if (typeof ledger !== "string") return ["the state has no ledger"];
  const { users, groups } = parseLedger(ledger);
  const { subscriptions } = emulator.tenant.state;
  const namesOf = (skus: readonly { readonly skuId: string }[]): string =>
    skus
      .map(({ skuId }) => subscriptions.get(skuId)?.skuPartNumber ?? skuId)
      .sort()
      .join(", ");
  const owned = new Map([...users, ...groups].map(({ name, skus }) => [name, skus]));
  const wanted = (change: Change): Map<string, string[]> => new Map([...wantedPeople(change), ...wantedGroups(change)]);
  const [was, will] = [wanted(before), wanted(after)];
  const differing = [...new Set([...owned.keys(), ...will.keys()])].flatMap((name) => {
    const skus = owned.get(name) ?? [];
    // What was taken and not yet believed to be gone is remembered for a while.
    const fading = skus.filter(({ seenAbsent }) => seenAbsent !== undefined);
    const strange = fading.filter(
      ({ skuId }) => was.get(name)?.includes(subscriptions.get(skuId)?.skuPartNumber ?? "") !== true,
    );
    const [has, needs] = [
      namesOf(skus.filter(({ seenAbsent }) => seenAbsent === undefined)),
      (will.get(name) ?? []).sort().join(", "),
    ];
    return [
      ...(has === needs
        ? []
        : [`the state says that of ${name} ${has || "nothing"} is owned, not ${needs || "nothing"}`]),
      ...strange.map(({ skuId }) => `the state remembers ${skuId} of ${name}, who never had it`),
    ];
  });
  return [...(pending === 0 ? [] : [`${pending} operations are pending in the state`]), ...differing];
}

function wantedPeople(change: Change): readonly [string, string[]][] {
  return declaredBy(change).map(({ name, direct }) => [name, direct.map((license) => license.replace(/\(.*/, ""))]);
}

function wantedGroups(change: Change): readonly [string, string[]][] {
  return Object.entries(kinds).flatMap(([kind, { group }]): [string, string[]][] =>
    group === undefined ? [] : [[group.name, [...(change[kind] === "none" ? group.before : group.after)]]],
  );
}
