import type { DesiredPrincipal } from "../../../src/terms/desired";
import type { LedgerEntry } from "../../../src/terms/ledger";
import type { PlanSelection } from "../../../src/roster/types";
import { miniSku } from "../oracle/miniature-catalog";
import { licensingOf } from "../oracle/small-tenant";
import type { Case } from "./draw-case";

function writeSelection(selection: PlanSelection): string {
  return selection.kind === "unmanaged" ? "" : `(${selection.kind} ${selection.plans.join(" ")})`;
}

function writeDeclared({ name, licenses, usageLocation }: DesiredPrincipal): string {
  const line = licenses.map(({ sku, selection }) => `${sku}${writeSelection(selection)}`).join(", ");
  return `${name}: ${line}${usageLocation === undefined ? "" : ` @${usageLocation}`}`;
}

function writeOwned({ name, skus }: LedgerEntry): string {
  return `${name}: ${skus.map(({ written, selection }) => `${written}${writeSelection(selection)}`).join(", ")}`;
}

/** A case in a few lines, so that a failure can be read. */
export function describeCase({ tenant, stack, behaviour }: Case): string {
  const { desired, ledger, policy } = stack;
  const { limits, usageLocation, allowInterruption, authoritative, onShortage } = policy;
  const list = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join("\n");
  const oddPeople = tenant.people.filter(
    (person) => person.synced || person.sight !== "clear" || person.country !== undefined,
  );
  return [
    `  tenant`,
    list(licensingOf(tenant).split("\n")),
    list(
      tenant.groups.map(
        ({ name, members }) =>
          `${name} = ${members.map((id) => tenant.people.find((person) => person.id === id)!.upn).join(", ")}`,
      ),
    ),
    list([
      `seats ${Object.entries(tenant.seats)
        .map(([skuId, bought]) => `${miniSku(skuId).partNumber} ${bought}`)
        .join(", ")}`,
    ]),
    list(
      oddPeople.map(({ upn, synced, sight, country }) => `${upn} ${synced ? "synced " : ""}${sight} ${country ?? ""}`),
    ),
    list(tenant.gone.map(({ name, kind }) => `${name} is ${kind}`)),
    `  declared`,
    list([...desired.users, ...desired.groups].map(writeDeclared)),
    `  owned`,
    list([...ledger.users, ...ledger.groups].map(writeOwned)),
    list([
      `losses by day ${JSON.stringify(ledger.lossesByDay)}, limits ` +
        (limits.kind === "limited" ? `${limits.people} % ${limits.atMost}` : limits.kind),
    ]),
    `  policy ${JSON.stringify({
      usageLocation,
      protected: policy.protected,
      release: policy.release,
      authoritative,
      onShortage,
      allowInterruption,
    })}`,
    `  groups ${JSON.stringify(behaviour.groups)}, seed ` +
      `${behaviour.seed}${behaviour.cut === undefined ? "" : `, cut ${JSON.stringify(behaviour.cut)}`}, refuses ` +
      [...behaviour.refuses].join(),
  ]
    .filter((line) => line !== "")
    .join("\n");
}
