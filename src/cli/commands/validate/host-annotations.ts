import { createHash } from "node:crypto";
import { formatPlace, isInFile, type Place } from "../../../terms/place";
import { toJson, visible } from "../../../text/visible";
import type { Validation } from "../../../stack/validate-stacks";

interface Remark {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly text: string;
  readonly place: Place | undefined;
}

function remarksOf(validation: Validation): readonly Remark[] {
  const textOf = (message: string, remedy: string | undefined): string =>
    visible(remedy === undefined ? message : `${message} ${remedy}`);
  return [
    ...validation.problems.map(({ code, message, remedy, place }): Remark => ({
      severity: "error",
      code,
      text: textOf(message, remedy),
      place,
    })),
    ...validation.findings.map(({ code, severity, message, remedy, place }): Remark => ({
      severity,
      code,
      text: textOf(message, remedy),
      place,
    })),
  ];
}

/**
 * Logging commands of Azure Pipelines, which stand on the run's summary:
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function azureAnnotations(validation: Validation): string {
  return remarksOf(validation)
    .map(({ severity, code, text, place }) => {
      if (severity === "info")
        return `${visible(`${place === undefined ? "" : `${formatPlace(place)}: `}${text} [${code}]`)}\n`;
      const where =
        place === undefined || !isInFile(place)
          ? ""
          : `sourcepath=${escapeAzure(visible(place.file))};linenumber=${String(place.line)};` +
            `columnnumber=${String(place.column)};`;
      return `##vso[task.logissue type=${severity};${where}code=${escapeAzure(code)}]${escapeAzure(text)}\n`;
    })
    .join("");
}

function escapeAzure(text: string): string {
  return text
    .replaceAll("%", "%AZP25")
    .replaceAll(";", "%3B")
    .replaceAll("]", "%5D")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/**
 * A Code Quality report of GitLab, which stands on the lines of a merge request:
 * https://docs.gitlab.com/ci/testing/code_quality/
 */
export function gitLabAnnotations(validation: Validation): string {
  const severities = { error: "blocker", warning: "minor", info: "info" } as const;
  const seen = new Map<string, number>();
  const entries = remarksOf(validation).map(({ severity, code, text, place: where }) => {
    const place = where !== undefined && isInFile(where) ? where : undefined;
    // The same problem is the same one after lines were added above it; two that read the same are told apart by their
    // order.
    const key = JSON.stringify([place?.file, code, text]);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return {
      description: text,
      check_name: code,
      fingerprint: createHash("sha256")
        .update(`${key}${nth === 0 ? "" : ` ${String(nth)}`}`)
        .digest("hex"),
      severity: severities[severity],
      location: { path: place?.file ?? "stacks", lines: { begin: place?.line ?? 1 } },
    };
  });
  return `${toJson(entries)}\n`;
}
