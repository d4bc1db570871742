import type { Finding } from "../../terms/plan";
import { leftToPreview } from "./problem-codes";

/**
 * The findings of a preview: what the file says of itself, but not what it leaves to the preview; then what only the
 * plan can say. What both say is said once, by the one that knows the place.
 */
export function joinFindings(ofFile: readonly Finding[], ofPlan: readonly Finding[]): readonly Finding[] {
  const open = ofFile.filter(({ code }) => !leftToPreview.has(code));
  const said = new Set(open.map(({ code }) => code));
  return [...open, ...ofPlan.filter(({ code }) => !said.has(code))];
}
