import type { Chance } from "../support/chance";
import type { Oddities } from "./oddities";

/** Damages a text as a bad copy, an editor or a merge does, in up to three places. */
export function damageText(text: string, chance: Chance, odd: Oddities): string {
  let damaged = text;
  for (let times = 1 + chance.below(3); times > 0; times -= 1) damaged = damageOnce(damaged, chance, odd);
  return damaged;
}

function damageOnce(text: string, chance: Chance, odd: Oddities): string {
  const at = chance.below(text.length + 1);
  const length = chance.below(chance.happens(3) ? 40 : 4);
  switch (chance.below(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 3:
      return swapLines(text, chance);
    case 4:
      return text.replaceAll("\n", chance.pick(["\r\n", "\r", "\n\n", "\u2028", "\u0085"]));
    case 5:
      return `${chance.pick(["\ufeff", "\ufeff\ufeff", " ", "\t", "\n"])}${text}`;
    default:
      return text.slice(0, at) + odd.text(chance) + text.slice(at + length);
  }
}

function swapLines(text: string, chance: Chance): string {
  const lines = text.split("\n");
  const [one, other] = [chance.below(lines.length), chance.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
  return lines.join("\n");
}

/** The bytes of a text: mostly UTF-8, sometimes in another encoding or damaged. */
export function encodeText(text: string, chance: Chance): Buffer {
  if (!chance.happens(12)) return Buffer.from(text, "utf8");
  switch (chance.below(6)) {
    case 0:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    case 1: {
      const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
      return wide.swap16();
    }
    case 2:
      return Buffer.from(text, "utf16le");
    case 3:
      return Buffer.from(text, "latin1");
    default: {
      const bytes = Buffer.from(text, "utf8");
      for (let times = 1 + chance.below(3); times > 0 && bytes.length > 0; times -= 1)
        bytes[chance.below(bytes.length)] = chance.below(256);
      return chance.happens(2) ? bytes : bytes.subarray(0, chance.below(bytes.length + 1));
    }
  }
}
