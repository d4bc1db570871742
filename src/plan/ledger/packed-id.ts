/** A GUID as the 22 characters of its bytes, for a text with 100,000 of them. */
export function packId(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

// Ids are unpacked by the hundred thousand: two buffers serve them all.
const bytes = Buffer.alloc(17);
const guid = Buffer.from("00000000-0000-0000-0000-000000000000");
const digits = Buffer.from("0123456789abcdef");

/** The inverse of {@link packId}. Undefined where it is not the sixteen bytes of a GUID. */
export function unpackId(text: string): string | undefined {
  if (bytes.write(text, "base64url") !== 16) return undefined;
  let place = 0;
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) place++;
    const byte = bytes[at] ?? 0;
    guid[place++] = digits[byte >> 4] ?? 0;
    guid[place++] = digits[byte & 15] ?? 0;
  }
  return guid.toString("latin1");
}
