import { formatPlace } from "../../terms/place";
import { visible } from "../../text/visible";
import type { Placed } from "./problem";

/** "stacks/contoso.yaml:14:7: The message. The remedy. [code]" */
export function formatProblem(problem: Placed & { readonly remedy?: string }): string {
  const place = problem.place === undefined ? "" : `${formatPlace(problem.place)}: `;
  const remedy = problem.remedy === undefined ? "" : ` ${problem.remedy}`;
  return visible(`${place}${problem.message}${remedy} [${problem.code}]`);
}
