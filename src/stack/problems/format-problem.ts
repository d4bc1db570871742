import type { Place } from "../../terms/desired";
import type { Placed } from "./problem";

/** "stacks/contoso.yaml:14:7" */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** "stacks/contoso.yaml:14:7: The message. The remedy. [code]" */
export function formatProblem(problem: Placed & { readonly remedy?: string }): string {
  const place = problem.place === undefined ? "" : `${formatPlace(problem.place)}: `;
  const remedy = problem.remedy === undefined ? "" : ` ${problem.remedy}`;
  return visible(`${place}${problem.message}${remedy} [${problem.code}]`);
}

/** A line that stays one line and paints nothing, whatever stands in the names that it quotes. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, (sign) =>
    JSON.stringify(sign)
      .slice(1, -1)
      .replace(/^[^\\]$/u, (raw) => `\\u${raw.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
