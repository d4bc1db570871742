import { dump } from "js-yaml";
import type { Restoration } from "./compare-target";
import type { TargetLicense } from "./restore-target";

interface Assignment {
  readonly kind: "users" | "groups";
  readonly licenses: readonly TargetLicense[];
  readonly until?: string;
  readonly usageLocation?: string;
  readonly onPremisesPstn: boolean;
  readonly names: string[];
}

/**
 * A part of the stack that gives back what was held; those who held the same stand together. Undefined where there is
 * nothing to give.
 *
 * @param schema path of its schema, for editors
 */
export function composePart(restorations: readonly Restoration[], title: string, schema: string): string | undefined {
  const sets = new Map<string, Assignment>();
  for (const { target, give } of restorations) {
    for (const until of new Set(give.map((license) => license.until))) {
      const licenses = give.filter((license) => license.until === until);
      const { principal, usageLocation, onPremisesPstn, name } = target;
      const assignment: Assignment = {
        kind: principal === "user" ? "users" : "groups",
        licenses,
        onPremisesPstn,
        names: [],
        ...(until === undefined ? {} : { until }),
        ...(usageLocation === undefined ? {} : { usageLocation }),
      };
      const key = JSON.stringify(assignment);
      const known = sets.get(key) ?? assignment;
      known.names.push(name);
      sets.set(key, known);
    }
  }
  if (sets.size === 0) return undefined;
  const assignments = [...sets.values()].map((assignment, index) =>
    assignmentText(assignment, `${title}${sets.size === 1 ? "" : ` (${String(index + 1)})`}`),
  );
  return [`# yaml-language-server: $schema=${schema}`, `# ${title}.`, "assignments:", ...assignments, ""].join("\n");
}

function assignmentText(
  { kind, licenses, until, usageLocation, onPremisesPstn, names }: Assignment,
  title: string,
): string {
  return [
    `  - name: ${scalar(title)}`,
    "    licenses:",
    ...licenses.map(licenseText),
    `    ${kind}:`,
    ...names.map((name) => `      - ${scalar(name)}`),
    ...(until === undefined ? [] : [`    until: ${until}`]),
    ...(usageLocation === undefined ? [] : [`    usageLocation: ${scalar(usageLocation)}`]),
    ...(onPremisesPstn ? ["    pstn: onPremises"] : []),
  ].join("\n");
}

function licenseText({ sku, selection }: TargetLicense): string {
  if (selection.kind === "unmanaged") return `      - ${scalar(sku)}`;
  return (
    `      - sku: ${scalar(sku)}\n        ${selection.kind === "off" ? "disable" : "enable"}: ` +
    `[${selection.plans.map(scalar).join(", ")}]`
  );
}

/**
 * Adds a file to `include`, or begins the list under `tenant`. Undefined where the stack is written in a way that this
 * cannot edit.
 */
export function includePart(text: string, part: string): string | undefined {
  const flow = /^include:[ \t]*\[([^\]#]*)\]/m.exec(text);
  if (flow !== null) {
    const items = (flow[1] ?? "").trim().replace(/,$/, "");
    return text.replace(flow[0], () => `include: [${items === "" ? "" : `${items}, `}${scalar(part)}]`);
  }
  const block = /^include:[ \t]*(#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*?([ \t]*)- /m.exec(text);
  if (block !== null) {
    const indent = block[2] ?? "";
    return text.replace(
      block[0],
      () => `${block[0].slice(0, block[0].length - 2 - indent.length)}${indent}- ${scalar(part)}\n${indent}- `,
    );
  }
  if (/^["']?include/m.test(text)) return undefined;
  const tenant = /^tenant:.*$/m.exec(text);
  return tenant === null
    ? undefined
    : text.replace(tenant[0], () => `${tenant[0].replace(/\r$/, "")}\ninclude:\n  - ${scalar(part)}`);
}

function scalar(text: string): string {
  const plain = dump(text, { lineWidth: -1 }).trimEnd();
  return /^[|>]/.test(plain) || /[,[\]{}]/.test(plain) ? JSON.stringify(text) : plain;
}
