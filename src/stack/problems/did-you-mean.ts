/** "Did you mean `a` or `b`?", or nothing. */
export function didYouMean(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.map((name) => `\`${name}\``);
  const last = shown.at(-1) ?? "";
  return `Did you mean ${shown.length === 1 ? last : `${shown.slice(0, -1).join(", ")} or ${last}`}?`;
}
