/**
 * One line, whatever stands in a name: nothing in it paints, hides, turns a direction round or is a command for the
 * agent of a pipeline.
 */
export function visible(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/gu, (signs) =>
      Array.from({ length: signs.length }, (_, at) => codeOf(signs.charCodeAt(at))).join(""),
    )
    .replace(/##(?=[a-z.]*\[)/gi, `#${codeOf(0x23)}`)
    .replace(/^(\s*):(?=:)/u, `$1${codeOf(0x3a)}`);
}

function codeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

/** Lines of ours: line feeds part them. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
