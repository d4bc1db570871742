/** Latin letters that Unicode does not take apart, as people write them where a keyboard lacks them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};

/**
 * What is left of a country's name when case, accents, punctuation, blanks and a leading "The" do not count: names that
 * fold alike are one name. "Korea, Republic of" and "Iran (Islamic Republic of)" are read in their natural order.
 */
export function foldCountry(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => plainLetters[letter] ?? letter)
    .trim()
    .replace(/^([^(,]+)[(,] ?(the|[^(,]* of(?: the)?)\)?$/, "$2 $1")
    .replace(/^the /, "")
    .replaceAll("&", " and ")
    .replace(/(?<!\p{L})st(?!\p{L})/gu, "saint")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}
