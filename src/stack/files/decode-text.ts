export type DecodedText =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "invalid"; readonly line: number; readonly message: string };

/**
 * UTF-8, or UTF-16 with a byte order mark as Excel writes it ("Unicode text"). The mark is taken off. Anything else is
 * refused rather than guessed: a name read in the wrong code page is another person's name.
 */
export function decodeText(bytes: Buffer): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeWide(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return decodeWide(Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16(), "utf-16le");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const zero = text.indexOf("\u0000");
    if (zero >= 0)
      return {
        kind: "invalid",
        line: lineOf(text, zero),
        message: "There is a NUL in this line: the file is no text, or UTF-16 without a byte order mark.",
      };
    return { kind: "ok", text };
  } catch {
    return { kind: "invalid", line: firstBadLine(bytes), message: "This line is not UTF-8." };
  }
}

function decodeWide(bytes: Buffer, encoding: string): DecodedText {
  try {
    return { kind: "ok", text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { kind: "invalid", line: 1, message: "This file begins like UTF-16, and is not." };
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
