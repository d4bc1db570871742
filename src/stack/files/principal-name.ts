import { isVisible } from "../../text/visible";
import { oddityOf } from "./odd-characters";

const domainLabel = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** No dot at the beginning or before the `@`, no label of the domain that begins or ends with a hyphen. */
const plainName = /^[\w'+-]+(?:\.+[\w'+-]+)*@[A-Za-z\d]+(?:-+[A-Za-z\d]+)*(?:\.[A-Za-z\d]+(?:-+[A-Za-z\d]+)*)+$/;

/**
 * Whether a text is a user principal name as nearly all are: nothing but ASCII, and without fault. Lists have 100,000
 * of them, and looking for every fault that there can be takes ten times as long.
 */
export function isPlainName(text: string): boolean {
  return text.length <= 256 && plainName.test(text);
}

/**
 * What is wrong with a user principal name, or undefined. As wide as directories are: apostrophes, plus signs,
 * letters of any script, upper case, guests (`lee_fabrikam.com#EXT#@contoso.onmicrosoft.com`). Narrow where a slip
 * hides: several names in one line, "Adele Vance <adele@contoso.com>", a display name, a missing domain.
 */
export function principalNameFault(name: string): string | undefined {
  if (isPlainName(name)) return undefined;
  if (name === "") return "A user principal name is missing here.";
  if (name.length > 256) return `This name has ${name.length} characters; a user principal name has fewer than 256.`;
  const shown = `\`${name}\``;
  const oddity = oddityOf(name);
  if (oddity !== undefined) return oddity;
  if (/\s/.test(name)) return `There is a blank in ${shown}; each user principal name is an entry of its own.`;
  const forbidden = /[\\/:*?"<>|,;()[\]{}]/.exec(name);
  if (forbidden === null && !isVisible(name)) return `There is a character that cannot be seen in ${shown}.`;
  if (forbidden !== null) return `There is a \`${forbidden[0]}\` in ${shown}, which no user principal name has.`;
  const at = name.indexOf("@");
  if (at < 0) return `${shown} is no user principal name: it has no \`@\`.`;
  if (name.includes("@", at + 1)) return `${shown} has more than one \`@\`.`;
  if (at === 0) return `${shown} has nothing before the \`@\`.`;
  const domain = name.slice(at + 1);
  if (domain === "") return `${shown} has no domain after the \`@\`.`;
  if (!domain.includes(".")) return `The domain of ${shown} has no dot.`;
  if (!domain.split(".").every((label) => domainLabel.test(label))) return `\`${domain}\` is no domain.`;
  if (name.startsWith(".") || name[at - 1] === ".") return `${shown} has a dot at the beginning or before the \`@\`.`;
  return undefined;
}

/** What is wrong with a group's name, or undefined. */
export function groupNameFault(name: string): string | undefined {
  if (name === "__proto__") return "No group can be called `__proto__` here.";
  return undefined;
}

/** ASCII without capitals and blanks, which is its own key. */
const asKey = /^[!-@[-~]*$/;

/** Two spellings with the same key are the same person: directories do not tell case apart. */
export function principalKey(name: string): string {
  return asKey.test(name) ? name : name.normalize("NFC").toLowerCase();
}

export function groupKey(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}
