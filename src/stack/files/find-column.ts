import { nearestNames } from "../../catalog/nearest";
import type { Place } from "../../terms/place";
import { didYouMean } from "../problems/did-you-mean";
import { formatLimit, stackLimits } from "../problems/limits";
import type { Problem } from "../problems/problem";
import { principalNameFault } from "./principal-name";

/** Headings of the user principal name as Graph, PowerShell and the bulk templates of Entra write them. */
const documented = ["userprincipalname", "upn", "userprincipalname[upn]", "memberobjectidorupn"];

/**
 * What admin centres call it, language by language; counts where none of the above is there. There is no
 * published list of them: they are the usual words of each language for the user principal name and for the user name
 * of a sign-in. A heading that is not among them is an error that asks for `column`.
 */
const spoken = Object.values({
  english: ["username", "signinname"],
  german: ["benutzerprinzipalname", "benutzername", "anmeldename"],
  french: ["nomd'utilisateurprincipal", "nomprincipaldel'utilisateur", "nomd'utilisateur"],
  spanish: ["nombreprincipaldeusuario", "nombredeusuario"],
  portuguese: ["nomeprincipaldousuário", "nomedeusuário", "nomedeutilizador"],
  italian: ["nomeprincipaleutente", "nomeutente"],
  dutch: ["principal-namevangebruiker", "gebruikersnaam"],
  swedish: ["användarnamn"],
  danish: ["brugernavn"],
  norwegian: ["brukernavn"],
  finnish: ["käyttäjätunnus"],
  polish: ["nazwaużytkownika"],
  czech: ["uživatelskéjméno"],
  turkish: ["kullanıcıadı"],
  russian: ["имяпользователя"],
  japanese: ["ユーザープリンシパル名", "ユーザー名"],
  chinese: ["用户主体名称", "用户名"],
  korean: ["사용자이름"],
}).flat();

/** Headings of columns that look as if they gave each row a licence or a location of its own. */
const ofTheRow =
  /^(sku|skus|skupartnumber|skuid|licen[cs]es?|assignedlicenses|products?|usagelocation|country|location)$/;

/** Columns that somebody may believe to be read. */
export function unreadColumns(heading: readonly string[]): readonly string[] {
  return heading.filter((name) => ofTheRow.test(headingKey(name))).map((name) => name.trim());
}

type FoundColumn =
  | { readonly kind: "found"; readonly index: number }
  | { readonly kind: "problem"; readonly problem: Problem };

/** The column of the user principal name. */
export function findColumn(
  heading: readonly string[],
  file: string,
  column: string | undefined,
  place: Place,
): FoundColumn {
  if (heading.length > stackLimits.columns)
    return problem(
      `\`${file}\` has ${formatLimit(heading.length)} columns; at most ${formatLimit(stackLimits.columns)} are read.`,
      "Is it the right file? If so, leave out what is not needed.",
      place,
      "limit-exceeded",
    );
  const keys = heading.map(headingKey);
  const matchesOf = (wanted: readonly string[]): readonly number[] =>
    keys.flatMap((key, index) => (wanted.includes(key) ? [index] : []));
  const inDocumented = matchesOf(documented);
  const usual = inDocumented.length > 0 ? inDocumented : matchesOf(spoken);
  const matches = column === undefined ? usual : matchesOf([headingKey(column)]);
  const [first] = matches;
  if (matches.length === 1 && first !== undefined) return { kind: "found", index: first };
  const shown = heading.map((name) => `\`${name.trim()}\``).join(", ");
  if (matches.length > 1)
    return problem(
      `\`${file}\` has ${matches.length} columns that could be meant: ${shown}.`,
      "Give the column another heading, or name it with `{ file: …, column: … }`.",
      place,
    );
  if (column === undefined && heading.length === 1 && principalNameFault((heading[0] ?? "").trim()) !== undefined)
    return { kind: "found", index: 0 };
  if (heading.some((name) => principalNameFault(name.trim()) === undefined))
    return problem(
      `\`${file}\` has no heading: its first row already names a person.`,
      "Put `UserPrincipalName` above the names, or make it a .txt file.",
      place,
    );
  const message =
    column === undefined
      ? `No column of \`${file}\` is headed UserPrincipalName.`
      : `\`${file}\` has no column \`${column}\`.`;
  const hint =
    column === undefined
      ? `Name the column with \`{ file: …, column: … }\`; there are ${shown}.`
      : (didYouMean(
          nearestNames(
            column,
            heading.map((name) => name.trim()),
          ),
        ) ?? `There are ${shown}.`);
  return problem(message, hint, place);
}

function problem(message: string, remedy: string, place: Place, code: Problem["code"] = "list-column"): FoundColumn {
  return { kind: "problem", problem: { code, message, place, remedy } };
}

/** Entra's templates write `User name [userPrincipalName] Required`: the property in brackets is what counts. */
function headingKey(name: string): string {
  const property = /\[(\w+)\]/.exec(name)?.[1];
  const text = property !== undefined && property.toLowerCase() !== "upn" ? property : name;
  return text
    .replace(/[\s\u200b\ufeff]/gu, "")
    .replaceAll("\u2019", "'")
    .toLowerCase();
}
