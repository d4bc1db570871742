import { createColors } from "picocolors";
import { formatPlace, isInFile, type Place } from "../terms/place";
import type { Finding } from "../terms/plan";
import { toJson, visible } from "../text/visible";
import { comparePlaced, type Problem } from "./problems/problem";
import type { Validation } from "./validate-stacks";

export type ProblemFormat = "text" | "github" | "json";

/** A problem or a finding, so that all of them are shown in order of place. */
interface Remark {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly place?: Place;
  readonly principals: readonly string[];
}

/** Whether stacks pass: nothing that is an error, by itself or by their rules. */
export function isValid(validation: Pick<Validation, "problems" | "findings">): boolean {
  return validation.problems.length === 0 && validation.findings.every((finding) => finding.severity !== "error");
}

/**
 * What was found in stacks.
 * - `text`: for people; a line each, then the count.
 * - `github`: workflow commands, which become annotations on the lines of a pull request.
 * - `json`: one document, `version` 1.
 * Ends with a line feed where there is anything to say.
 */
export function formatProblems(
  validation: Validation,
  format: ProblemFormat,
  options: { readonly color?: boolean } = {},
): string {
  const remarks = [...validation.problems.map(fromProblem), ...validation.findings.map(fromFinding)].sort(
    comparePlaced,
  );
  switch (format) {
    case "text":
      return asText(validation, remarks, options.color ?? false);
    case "github":
      return remarks.map((remark) => `${asWorkflowCommand(remark)}\n`).join("");
    case "json":
      return `${toJson(asDocument(validation, remarks))}\n`;
  }
}

function fromProblem({ code, message, place, remedy }: Problem): Remark {
  return { severity: "error", code, message, place, principals: [], ...(remedy === undefined ? {} : { remedy }) };
}

function fromFinding({ code, severity, message, place, remedy, principals }: Finding): Remark {
  return {
    severity,
    code,
    message,
    principals,
    ...(place === undefined ? {} : { place }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function asText(validation: Validation, remarks: readonly Remark[], color: boolean): string {
  const paint = createColors(color);
  const painted = { error: paint.red("error"), warning: paint.magenta("warning"), info: paint.cyan("info") };
  const lines = remarks.map((remark) => {
    const place = remark.place === undefined ? "" : `${paint.bold(visible(formatPlace(remark.place)))}: `;
    const remedy = remark.remedy === undefined ? "" : ` ${remark.remedy}`;
    return `${place}${painted[remark.severity]}: ${visible(remark.message + remedy)} ${paint.dim(`[${remark.code}]`)}`;
  });
  return `${[...lines, summary(validation, remarks)].join("\n")}\n`;
}

function summary(validation: Validation, remarks: readonly Remark[]): string {
  const number = (severity: Remark["severity"]): number =>
    remarks.filter((remark) => remark.severity === severity).length;
  const { files } = validation;
  const people = files.reduce(
    (sum, { result }) => sum + (result.kind === "ok" ? result.stack.desired.users.length : 0),
    0,
  );
  const groups = files.reduce(
    (sum, { result }) => sum + (result.kind === "ok" ? result.stack.desired.groups.length : 0),
    0,
  );
  const read = `${counted(files.length, "stack")}, ${counted(people, "person", "people")}, ${counted(groups, "group")}`;
  const found = [
    counted(number("error"), "error"),
    counted(number("warning"), "warning"),
    counted(number("info"), "note"),
  ].join(", ");
  return `${read}: ${found}.`;
}

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function asWorkflowCommand(remark: Remark): string {
  const command = remark.severity === "info" ? "notice" : remark.severity;
  const { place } = remark;
  const where =
    place === undefined || !isInFile(place)
      ? []
      : [`file=${escapeProperty(visible(place.file))}`, `line=${place.line}`, `col=${place.column}`];
  const properties = [...where, `title=${escapeProperty(remark.code)}`].join(",");
  const text = remark.remedy === undefined ? remark.message : `${remark.message} ${remark.remedy}`;
  return `::${command} ${properties}::${escapeText(visible(text))}`;
}

function escapeText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function asDocument(validation: Validation, remarks: readonly Remark[]) {
  return {
    version: 1,
    valid: isValid(validation),
    stacks: validation.files.map(({ file, result }) =>
      result.kind === "ok"
        ? {
            file,
            valid: true,
            tenant: result.stack.tenant,
            people: result.stack.desired.users.length,
            groups: result.stack.desired.groups.length,
          }
        : { file, valid: false },
    ),
    problems: remarks.map(({ place, ...remark }) => ({ ...remark, ...place })),
  };
}
