import { Broken } from "./kind";

const unseen = new RegExp(
  "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f" +
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\u{e0000}-\\u{e007f}]",
  "u",
);
const commanding = /##[a-z.]*\[|^\s*::/i;
const stumbling =
  /\bundefined\b|\[object |Invalid input|Cannot read propert|is not (a function|iterable|an object)|NaN\b/;

/**
 * What is told of an input is text: lines of ours in which nothing is hidden, nothing commands an agent, and nothing
 * is the slip of a program.
 */
export function expectSound(text: string, { own, quoted = "" }: { own?: RegExp; quoted?: string } = {}): void {
  for (const line of text.split("\n")) {
    const said = own === undefined ? line : line.replace(own, "");
    if (unseen.test(said)) throw new Broken(`hidden characters in ${JSON.stringify(line.slice(0, 300))}`);
    if (commanding.test(said)) throw new Broken(`a command in ${JSON.stringify(line.slice(0, 300))}`);
    // What the input itself says may be repeated.
    const slip = stumbling.exec(said)?.[0];
    if (slip !== undefined && !quoted.toLowerCase().includes(slip.toLowerCase()))
      throw new Broken(`"${slip}" in ${JSON.stringify(line.slice(0, 300))}`);
  }
}

export function expectThat(holds: boolean, what: () => string): void {
  if (!holds) throw new Broken(what());
}
