import type { Place } from "../../terms/place";

/** Turns offsets of one text into places. Lines end with LF, CRLF or CR; a byte order mark counts nothing. */
export class PlaceFinder {
  private readonly starts: number[] = [0];

  constructor(
    text: string,
    private readonly file: string,
  ) {
    for (let offset = 0; offset < text.length; offset += 1) {
      const unit = text.charCodeAt(offset);
      if (unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10)) this.starts.push(offset + 1);
    }
    if (text.charCodeAt(0) === 0xfeff) this.starts[0] = 1;
  }

  at(offset: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: Math.max(offset - (this.starts[low] ?? 0), 0) + 1 };
  }
}
