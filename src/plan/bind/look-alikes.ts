import { distance } from "fastest-levenshtein";
import { skeletonOf } from "../../catalog/look-alike";

/** Finds among names the one that another may have been meant for: the same look, or one slip of a finger apart. */
export class LookAlikes {
  private readonly bySkeleton = new Map<string, string>();
  private readonly bySlip = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      const skeleton = skeletonOf(name);
      if (!this.bySkeleton.has(skeleton)) this.bySkeleton.set(skeleton, name);
      // Two texts that are one edit apart share a text with one letter less: looked up, not compared with everybody.
      for (const shorter of slips(skeleton)) {
        const known = this.bySlip.get(shorter);
        if (known === undefined) this.bySlip.set(shorter, [name]);
        else known.push(name);
      }
    }
  }

  /** The name that looks like this one and is not the same; the first in order of the text. */
  find(name: string): string | undefined {
    const skeleton = skeletonOf(name);
    const same = this.bySkeleton.get(skeleton);
    if (same !== undefined && same !== name) return same;
    const near = slips(skeleton)
      .flatMap((shorter) => this.bySlip.get(shorter) ?? [])
      .filter((other) => other !== name && isSlip(skeleton, skeletonOf(other)));
    return near.sort()[0];
  }
}

function slips(text: string): readonly string[] {
  return [text, ...Array.from(text, (_, index) => text.slice(0, index) + text.slice(index + 1))];
}

/**
 * One letter more, less or other. Numbered and lettered names (`temp1` and `temp2`, `Team A` and `Team B`) are told
 * apart by just that: it is no slip.
 */
function isSlip(one: string, other: string): boolean {
  return distance(one, other) === 1 && withoutMarks(one) !== withoutMarks(other);
}

function withoutMarks(name: string): string {
  return name.replace(/\d+|(?<!\p{L})\p{L}(?!\p{L})/gu, "#");
}
