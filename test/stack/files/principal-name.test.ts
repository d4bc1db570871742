import { expect, it } from "vitest";
import { entriesOf } from "../../../src/stack/files/list-line";
import { isPlainName, principalNameFault } from "../../../src/stack/files/principal-name";
import { findingsOf } from "../support/stack-folder";

it.each([
  ["o\u2019brien@contoso.com", "right single quotation mark (U+2019)", "o'brien@contoso.com"],
  ["jean\u2011luc@contoso.com", "no-break hyphen (U+2011)", "jean-luc@contoso.com"],
  ["anna\u00adlee@contoso.com", "soft hyphen (U+00AD)", "annalee@contoso.com"],
  ["ann\u200b@contoso.com", "zero-width space (U+200B)", "ann@contoso.com"],
  ["ann\u00a0lee@contoso.com", "no-break space (U+00A0)", "annlee@contoso.com"],
  ["zoe\u0308@contoso.com", "U+0308", "zo\u00eb@contoso.com"],
])(
  "a name that only looks like one is refused, the character named and the plain name proposed: %s",
  (name, what, plain) => {
    const fault = principalNameFault(name);
    expect(fault).toContain(what);
    expect(fault).toContain(`Did you mean \`${plain}\`?`);
  },
);

it.each(["o'brien@contoso.com", "zo\u00eb@contoso.com", "юлия@пример.рф", "#6@contoso.com"])("%s is a name", (name) =>
  expect(principalNameFault(name)).toBeUndefined(),
);

it.each(["adele@contoso.com", "O'Brien+x_1@eu.contoso-x.co.uk", "-a..b-@1.2", `${"a".repeat(250)}@b.com`])(
  "%s is a plain name, and in a list the only one of its line",
  (name) => {
    expect(isPlainName(name)).toBe(true);
    expect(entriesOf(name)).toEqual({ kind: "names", names: [{ name, column: 1 }] });
  },
);

it.each([
  ...["", " ", "adele", "@contoso.com", "adele@", "adele@contoso", "adele@con toso.com", "adele@contoso.com "],
  ...[".adele@contoso.com", "adele.@contoso.com", "adele@.com", "adele@contoso.", "adele@a..com", "a@b@contoso.com"],
  ...["adele@-contoso.com", "adele@contoso-.com", "adele@con_toso.com", "adele@contoso.com\n", "zo\u00eb@contoso.com"],
  ...["#6@contoso.com", "mailto:a@contoso.com", "a@contoso.com,b@contoso.com", "<a@contoso.com>", '"a@contoso.com"'],
  ...["adele@\u017fontoso.com", "adele@contoso.com\u200b", `${"a".repeat(251)}@b.com`],
])("%j is no plain name", (text) => expect(isPlainName(text)).toBe(false));

it("says where a word mixes letters of two scripts", () => {
  const stack = (group: string): string =>
    `tenant: c.com\nassignments: [{ name: a, licenses: [MCOEV], groups: [${group}] }]\n`;
  expect(findingsOf(stack("S\u0430les"))).toEqual(["stacks/test.yaml:2:54 name-mixes-scripts"]);
  expect(findingsOf(stack("Sales Продажи"))).toEqual([]);
});
