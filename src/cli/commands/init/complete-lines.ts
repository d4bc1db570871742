/** Adds the lines that a file like `.gitignore` lacks, after those that it has; CRLF stays CRLF. */
export function completeLines(before: string | undefined, lines: readonly string[]): string {
  const text = before ?? "";
  const there = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !there.has(line));
  if (missing.length === 0) return text;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const open = text === "" || text.endsWith("\n") ? "" : end;
  return `${text}${open}${missing.map((line) => `${line}${end}`).join("")}`;
}
