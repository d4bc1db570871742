/** The body as text. Throws where it has more bytes than that: an endless answer must not fill the memory. */
export async function readTextUpTo(response: Response, most: number): Promise<string> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  const reader = body?.getReader();
  if (reader === undefined) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(Buffer.concat(chunks));
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      throw new Error(`the answer has more than ${most >> 20} MB`);
    }
    chunks.push(value);
  }
}
