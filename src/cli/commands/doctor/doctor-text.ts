import { count, enumerate } from "../../../report/content/words";
import { wrap } from "../../../report/text/layout";
import { type Deed, type Finding, type Part, parts } from "./finding";

const headings: Readonly<Record<Part, string>> = {
  tools: "Engine, SDK, Node.js",
  credential: "Credential",
  permissions: "What it may do",
  tenant: "Tenant",
  state: "State",
  clock: "Clock",
  proxy: "Proxy",
  reports: "Reports",
  stacks: "Stacks",
};

const marks: Readonly<Record<Finding["severity"], string>> = {
  fine: "ok     ",
  note: "note   ",
  warning: "WARNING",
  error: "ERROR  ",
};

const indent = 10;

/** Lines; what is to be pasted stands in lines of its own, whole, whatever the width. */
export function doctorLines(findings: readonly Finding[], width: number | undefined): readonly string[] {
  return [
    ...parts.flatMap((part) => {
      const own = findings.filter((finding) => finding.part === part);
      return own.length === 0 ? [] : [headings[part], ...own.flatMap((finding) => lines(finding, width)), ""];
    }),
    ...conclusion(findings),
  ];
}

function lines({ severity, code, message, remedy, commands = [] }: Finding, width = Infinity): readonly string[] {
  const shown = severity === "fine" ? message : `${message} [${code}]`;
  const [first = "", ...rest] = wrap(shown, width, indent);
  return [
    `  ${marks[severity]} ${first.trimStart()}`,
    ...rest,
    ...(remedy === undefined ? [] : wrap(remedy, width, indent)),
    ...commands.map((command) => `${" ".repeat(indent + 2)}${command}`),
  ];
}

const deeds: readonly (readonly [Deed, string])[] = [
  ["apply", "apply"],
  ["groups", "groups"],
  ["locations", "usage locations"],
  ["reprocessing", "processing members of groups again"],
];

function conclusion(findings: readonly Finding[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const codes = [...new Set(errors.map(({ code }) => code))];
    return [`A preview would not work: ${count(errors.length, "error", "errors")} (${codes.join(", ")}).`];
  }
  const hindered = deeds.filter(([deed]) => findings.some(({ prevents }) => prevents.includes(deed)));
  const rest =
    hindered.length === 0 ? "" : ` Something is in the way of ${enumerate(hindered.map(([, name]) => name))}.`;
  return [`A preview would work.${rest}`];
}
