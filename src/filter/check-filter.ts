import { nearestNames } from "../catalog/nearest";
import { attributeNames, findAttribute, type Attribute, type Support } from "./attributes";
import { clausesOf, type Clause, type Filter, type FilterFault, type Literal } from "./filter";

/** Graph: "Too many child clauses specified in search filter expression containing 'OR' operators". */
const mostAlternatives = 15;

/** What a filter asks for that Graph does not have for people: all of it. */
export function checkFilter(filter: Filter): readonly FilterFault[] {
  const clauses = clausesOf(filter);
  const faults = clauses.flatMap((clause) => faultOf(clause) ?? []);
  const alternatives = countAlternatives(filter);
  if (alternatives > mostAlternatives)
    faults.push({
      kind: "operator",
      at: clauses[0]?.at ?? 0,
      message: `The filter has ${alternatives} alternatives (\`or\`, \`in\`); Graph takes at most ${mostAlternatives}.`,
      remedy: "Divide it into several assignments, or put these people into a group.",
    });
  return faults;
}

/** Whether Graph answers it only with `ConsistencyLevel: eventual` and `$count=true`. */
export function isAdvanced(filter: Filter): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.some(isAdvanced);
    case "not":
      return true;
    case "compare":
    case "in":
    case "text": {
      const attribute = findAttribute(filter.attribute);
      return attribute !== undefined && supportOf(attribute, filter) === "advanced";
    }
  }
}

function faultOf(clause: Clause): FilterFault | undefined {
  const attribute = findAttribute(clause.attribute);
  if (attribute === undefined) return unknownAttribute(clause);
  const fault = (message: string, remedy: string): FilterFault => ({
    kind: "operator",
    at: clause.at,
    message,
    remedy,
  });
  const { name, type } = attribute;
  const odd = valuesOf(clause).find(
    (value) => value !== null && typeof value !== (type === "flag" ? "boolean" : "string"),
  );
  if (odd !== undefined)
    return type === "flag"
      ? fault(`\`${name}\` is true or false, and no text.`, `Write \`${name} eq true\` or \`${name} eq false\`.`)
      : fault(`\`${name}\` is a text, and never ${String(odd)}.`, `Write \`${name} eq '${String(odd)}'\`.`);
  if (clause.kind === "in" && clause.values.includes(null))
    return fault("`null` does not go with `in`.", `Write \`${name} eq null\` apart, with \`or\`.`);
  if (supportOf(attribute, clause) !== undefined) return undefined;
  if (clause.kind === "text")
    return fault(
      `Graph does not have \`${clause.operator}\` for \`${name}\`.`,
      clause.operator === "endsWith" && attribute.startsWith !== undefined
        ? `Write \`startsWith(${name},…)\`, or \`in\` with all values; \`mail\` and \`userPrincipalName\` have both.`
        : `Write \`${name} in (…)\` with all values.`,
    );
  return fault(`Graph does not find people whose \`${name}\` is empty.`, "Select them by something else.");
}

function unknownAttribute({ attribute, at }: Clause): FilterFault {
  if (/^(assignedLicenses|assignedPlans|licenseAssignmentStates|provisionedPlans)\b/i.test(attribute))
    return {
      kind: "attribute",
      at,
      message: `\`${attribute}\` is what people hold, which is what this file decides.`,
      remedy: "Select people by what they are, or by a group.",
    };
  const near = nearest(attribute);
  const [first] = near;
  return {
    kind: "attribute",
    at,
    message: `People cannot be selected by \`${attribute}\`.`,
    remedy:
      first === undefined
        ? `Known are ${commonNames.join(", ")} (and so on to 15).`
        : `Did you mean ${near.map((name) => `\`${name}\``).join(" or ")}?`,
  };
}

const commonNames = attributeNames.filter((name) => !/Attribute([2-9]|1\d)$/.test(name));

/** By the whole name, and by the last part of a path. */
function nearest(written: string): readonly string[] {
  const near = nearestNames(written, attributeNames, 2);
  const lasts = new Map(attributeNames.map((name) => [name.split("/").at(-1) ?? name, name]));
  const last = lasts.get(nearestNames(written.split("/").at(-1) ?? written, lasts.keys(), 1)[0] ?? "");
  return [...new Set([...(last === undefined ? [] : [last]), ...near])].slice(0, 2);
}

function valuesOf(clause: Clause): readonly Literal[] {
  return clause.kind === "in" ? clause.values : [clause.value];
}

function supportOf(attribute: Attribute, clause: Clause): Support {
  switch (clause.kind) {
    case "in":
      return attribute.eq;
    case "text":
      return attribute[clause.operator];
    case "compare":
      if (clause.operator === "ne")
        return clause.value === null && attribute.eqNull === undefined ? undefined : "advanced";
      return clause.value === null ? attribute.eqNull : attribute.eq;
  }
}

function countAlternatives(filter: Filter): number {
  switch (filter.kind) {
    case "in":
      return filter.values.length;
    case "or":
      return filter.filters.reduce((sum, part) => sum + Math.max(1, countAlternatives(part)), 0);
    case "and":
      return Math.max(0, ...filter.filters.map(countAlternatives));
    case "not":
      return countAlternatives(filter.filter);
    case "compare":
    case "text":
      return 0;
  }
}
