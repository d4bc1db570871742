import { codePointOf, foreignLetter } from "../../catalog/look-alike";
import type { ListedName } from "../files/read-list";
import type { StackReport } from "../problems/report";

/** A word of letters from two scripts looks like another and is not: a reviewer sees no difference. */
export function reportMixedScripts(
  names: readonly ListedName[],
  { report }: { readonly report: Pick<StackReport, "finding"> },
): void {
  for (const { name, place } of names) {
    const letter = foreignLetter(name);
    if (letter === undefined) continue;
    report.finding({
      code: "name-mixes-scripts",
      place,
      message:
        `\`${name}\` has Latin letters and the letter \`${letter}\` (${codePointOf(letter)}) in one word: it may ` +
        "look like another name.",
      remedy: "Check that it is the name that is meant.",
      principals: [name],
    });
  }
}
