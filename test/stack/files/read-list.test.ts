import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/stack/files/decode-text";
import { readList } from "../../../src/stack/files/read-list";
import { costOf } from "../support/stack-folder";

const place = { file: "stacks/x.yaml", line: 7, column: 16 };

function readBytes(bytes: Uint8Array, file: string, column?: string) {
  const decoded = decodeText(Buffer.from(bytes));
  if (decoded.kind === "invalid") throw new Error(decoded.message);
  return readList(decoded.text, file, column, place);
}

function read(text: string, file: string, column?: string) {
  const { names, problems } = readList(text, file, column, place);
  return [
    ...names.map((entry) => `${entry.place.line}:${entry.place.column} ${entry.name}`),
    ...problems.map((problem) => `${problem.place.file}:${problem.place.line} ${problem.code}`),
  ];
}

describe("a text list", () => {
  it.each([
    [
      "one name a line, blank lines and comments",
      "# Sales\n\na@x.com\n   b@x.com  \n\t# c@x.com\n",
      ["3:1 a@x.com", "4:4 b@x.com"],
    ],
    ["CRLF", "a@x.com\r\nb@x.com\r\n", ["1:1 a@x.com", "2:1 b@x.com"]],
    ["the line ends of old Macs", "a@x.com\rb@x.com", ["1:1 a@x.com", "2:1 b@x.com"]],
    ["a comment behind a name", "a@x.com  # moves in May", ["1:1 a@x.com"]],
    [
      "guests: #EXT# is no comment",
      "lee_fabrikam.com#EXT#@contoso.onmicrosoft.com",
      ["1:1 lee_fabrikam.com#EXT#@contoso.onmicrosoft.com"],
    ],
    [
      "apostrophes, plus signs, other scripts, upper case",
      "o'neil@x.com\na+b@x.com\nzoë@x.com\nЮлия@пример.рф\nANNA@X.COM",
      ["1:1 o'neil@x.com", "2:1 a+b@x.com", "3:1 zoë@x.com", "4:1 Юлия@пример.рф", "5:1 ANNA@X.COM"],
    ],
  ])("reads %s", (_, text, expected) => expect(read(text, "stacks/l.txt")).toEqual(expected));

  it.each([
    ["an empty file, at the line of the stack that names it", "", ["stacks/x.yaml:7 list-empty"]],
    ["a file with comments only", "# nobody yet\n\n", ["stacks/x.yaml:7 list-empty"]],
    [
      "each malformed name on its line",
      "adele\na@x.com b@x.com\nAdele a@x.com\na@b@x.com\n@x.com\na@\na@localhost",
      [1, 2, 3, 4, 5, 6, 7].map((line) => `stacks/l.txt:${line} principal-name`),
    ],
    ["a column of a text file", "a@x.com", ["1:1 a@x.com", "stacks/x.yaml:7 list-column"]],
  ])("reports %s", (_, text, expected) =>
    expect(read(text, "stacks/l.txt", _ === "a column of a text file" ? "UPN" : undefined)).toEqual(expected),
  );
});

describe("a .csv list", () => {
  it.each([
    ["a named column", "Name,Mail\nAdele,a@x.com\nDiego,b@x.com\n", "Mail", ["2:1 a@x.com", "3:1 b@x.com"]],
    [
      "a column in other case and spacing",
      "Name,User Principal Name\nAdele,a@x.com",
      "userprincipalname",
      ["2:1 a@x.com"],
    ],
    [
      "UserPrincipalName where no column is named",
      "displayName,userPrincipalName\nAdele,a@x.com",
      undefined,
      ["2:1 a@x.com"],
    ],
    ["the only column, whatever its heading", "Who\na@x.com", undefined, ["2:1 a@x.com"]],
    [
      "semicolons, as Excel writes where the comma is the decimal sign",
      "Name;UPN;Share\r\nAdele;a@x.com;0,5\r\n",
      "UPN",
      ["2:1 a@x.com"],
    ],
    ["tabs", "Name\tUPN\nAdele\ta@x.com", "UPN", ["2:1 a@x.com"]],
    ["sep=;", "sep=;\nName;UPN\nAdele;a@x.com", "UPN", ["3:1 a@x.com"]],
    [
      "quoted fields with separators, quotes and line ends",
      'Name,UPN\n"Vance, ""Adele""\nSales",a@x.com\nDiego,"b@x.com"\n',
      "UPN",
      ["2:1 a@x.com", "4:1 b@x.com"],
    ],
    [
      "rows that are comments, but not rows of people that begin like one",
      "Name,UPN\n# Lyon,\n#1 Adele,a@x.com",
      "UPN",
      ["3:1 a@x.com"],
    ],
    ["blank rows", "UPN,X\n\na@x.com,1\n,\n\nb@x.com,2", "UPN", ["3:1 a@x.com", "6:1 b@x.com"]],
    [
      "guests",
      "UPN\nlee_fabrikam.com#EXT#@contoso.onmicrosoft.com",
      "UPN",
      ["2:1 lee_fabrikam.com#EXT#@contoso.onmicrosoft.com"],
    ],
  ])("reads %s", (_, text, column, expected) => expect(read(text, "stacks/l.csv", column)).toEqual(expected));

  it.each([
    ["a column that is not there", "Name,Mail\nAdele,a@x.com", "UPN", ["stacks/l.csv:1 list-column"]],
    ["a column that is there twice", "UPN,UPN\na@x.com,b@x.com", "UPN", ["stacks/l.csv:1 list-column"]],
    ["no heading at all", "a@x.com\nb@x.com", undefined, ["stacks/l.csv:1 list-column"]],
    ["several columns and none that is known", "Name,Mail\nAdele,a@x.com", undefined, ["stacks/l.csv:1 list-column"]],
    ["a heading without rows", "Name,UPN\n", "UPN", ["stacks/x.yaml:7 list-empty"]],
    ["an empty file", "", "UPN", ["stacks/x.yaml:7 list-empty"]],
    [
      "a row without the name",
      "Name,UPN\nAdele,\nDiego,b@x.com\nMegan",
      "UPN",
      ["3:1 b@x.com", "stacks/l.csv:2 principal-name", "stacks/l.csv:4 principal-name"],
    ],
    ["a quote that is never closed", 'UPN\na@x.com\n"b@x.com\nc@x.com\n', "UPN", ["stacks/l.csv:3 list-syntax"]],
  ])("reports %s", (_, text, column, expected) => expect(read(text, "stacks/l.csv", column)).toEqual(expected));

  it("suggests the column that was meant", () => {
    expect(readList("Name,UPN\nA,a@x.com", "l.csv", "UPM", place).problems[0]?.remedy).toBe("Did you mean `UPN`?");
  });
});

describe("a list as it comes", () => {
  const found = (text: string, file: string): readonly string[] =>
    readList(text, file, undefined, place).findings.map((finding) => `${finding.place.line} ${finding.code}`);

  it.each([
    [
      "text pasted from Outlook",
      'Ann Lee <ann@contoso.com>;\n"bob@contoso.com",\nmailto:cy@contoso.com\ndi@contoso.com \u00a0\n',
      ["1:10 ann@contoso.com", "2:1 bob@contoso.com", "3:1 cy@contoso.com", "4:1 di@contoso.com"],
    ],
    [
      "several in one line, with a comma in what somebody is called",
      "Lee, Ann <ann@x.com>; Ray, Bob <bob@x.com>\ncy@x.com; di@x.com, eva@x.com",
      ["1:11 ann@x.com", "1:33 bob@x.com", "2:1 cy@x.com", "2:11 di@x.com", "2:21 eva@x.com"],
    ],
    [
      "what cannot be seen around a name",
      "\u200bann@x.com\u200b\n\u00a0bob@x.com\u00a0\n\u201ccy@x.com\u201d",
      ["1:1 ann@x.com", "2:2 bob@x.com", "3:1 cy@x.com"],
    ],
    ["a name that begins with #", "\\#6@x.com", ["1:1 #6@x.com"]],
  ])("reads %s", (_, text, expected) => expect(read(text, "stacks/l.txt")).toEqual(expected));

  it.each([
    ["the documented heading beside another", "Username,UserPrincipalName\nann,ann@x.com", ["2:1 ann@x.com"]],
    [
      "Entra's template for new users",
      "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required\nAnn Lee,ann@x.com\n",
      ["3:1 ann@x.com"],
    ],
    [
      "Entra's template for members of a group",
      "version:v1.0\r\nMember object ID or user principal name [memberObjectIdOrUpn] Required\r\nann@x.com\r\n",
      ["3:1 ann@x.com"],
    ],
    [
      "the type that PowerShell writes",
      '#TYPE Microsoft.Graph.User\n"UserPrincipalName","DisplayName"\n"ann@x.com","Ann Lee"\n',
      ["3:1 ann@x.com"],
    ],
    ["the heading of a German admin centre", "Anzeigename;Benutzerprinzipalname\nAnn;ann@x.com", ["2:1 ann@x.com"]],
    ["of a French one", "Nom,Nom d\u2019utilisateur principal\nAnn,ann@x.com", ["2:1 ann@x.com"]],
    ["of a Japanese one", "表示名,ユーザー プリンシパル名\nAnn,ann@x.com", ["2:1 ann@x.com"]],
  ])("reads %s", (_, text, expected) => expect(read(text, "stacks/l.csv")).toEqual(expected));

  it("names the columns of licences and locations that it does not read", () => {
    expect(found("UPN,usagelocation,SKU\nann@x.com,US,c:ENTERPRISEPACK\n", "l.csv")).toEqual(["1 list-column-unread"]);
    expect(found("UPN,Department\nann@x.com,Sales\n", "l.csv")).toEqual([]);
  });

  it("says that a name behind a # is a comment, and is silent about other comments", () =>
    expect(found("#ann@x.com\n# bob@x.com\n#Sales\ncy@x.com\n", "l.txt")).toEqual(["1 list-comment-name"]));

  it("refuses a table as wide as nobody's", () => {
    const heading = Array.from({ length: 501 }, (_, index) => `c${index}`).join(",");
    expect(read(`${heading}\n`, "stacks/l.csv")).toEqual(["stacks/l.csv:1 limit-exceeded"]);
  });
});

describe("encodings, as Excel writes them", () => {
  const text = "Name;UPN\r\nZoë;zoë@x.com\r\n";
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["UTF-16, little end first", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])],
    ["UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])],
  ])("reads %s", (_, bytes) =>
    expect(readBytes(bytes, "l.csv", "UPN").names.map((entry) => entry.name)).toEqual(["zoë@x.com"]),
  );

  it("refuses a code page rather than guessing, and says in which line", () => {
    expect(decodeText(Buffer.from("UPN\nanna@x.com\nzo\u00eb@x.com\n", "latin1"))).toEqual({
      kind: "invalid",
      line: 3,
      message: "This line is not UTF-8.",
    });
  });

  it("refuses UTF-16 without a byte order mark", () => {
    expect(decodeText(Buffer.from("a@x.com\n", "utf16le"))).toMatchObject({ kind: "invalid", line: 1 });
  });
});

describe("large lists", () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `person${index}@contoso.com`);
  it.each([
    ["l.txt", names.join("\n")],
    ["l.csv", `Name;UPN\r\n${names.map((name) => `"Person, of ${name}";${name}`).join("\r\n")}`],
  ])("reads 100,000 names of %s in seconds", (file, text) => {
    const cost = costOf(() => {
      expect(readList(text, file, undefined, place).names).toHaveLength(100_000);
    });
    expect(cost).toBeLessThan(5000);
  });
});

it("finds every name of a quoted column again, whatever stands in the others", () => {
  const local = fc.stringMatching(/^[a-zäéß0-9'+_#-]{1,12}$/u);
  const junk = fc
    .string({ unit: "grapheme", maxLength: 20 })
    .map((text) => text.replaceAll("\r", " ").replaceAll("\u0000", ""));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(junk, local, junk), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(",", ";", "\t"),
      (rows, separator) => {
        const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;
        const body = rows.map(([before, name, after]) => [before, `${name}@x.com`, after].map(quoted).join(separator));
        const text = [["First", "UPN", "Last"].join(separator), ...body].join("\r\n");
        const expected = rows.map(([, name]) => `${name}@x.com`);
        expect(readList(text, "l.csv", "UPN", place).names.map((entry) => entry.name)).toEqual(expected);
      },
    ),
  );
});

describe("a line that was looked at for minutes, from each of its letters anew", () => {
  const long = 100_000;
  it.each([
    ["letters that cannot be seen before one that can", "stacks/l.txt", `a@x.com${"\u200b".repeat(long)}x`],
    ["blanks before something", "stacks/l.txt", `a${" ".repeat(long)}x`],
    ["an open bracket before nothing but signs", "stacks/l.txt", `<${"@".repeat(long)}`],
    ["remarks that a separator of lines ends", "stacks/l.txt", `a@x.com${" #".repeat(long)}\u2028`],
    ["separators behind a type", "stacks/l.csv", `#TYPE ${",".repeat(long)}x\rUPN\r`],
    ["a heading of them", "stacks/l.csv", `${" ".repeat(long)}x\u200b\na@x.com\n`],
  ])("%s", (_, file, text) => {
    const cost = costOf(() => void readList(text, file, undefined, place));
    expect(cost).toBeLessThan(1_000);
  });
});

it("counts each line of a table once, whatever its lines end with", () => {
  const text = "UPN\nann@x.com\r\nbob@x.com\r\ncid\rdan@x.com\n";
  expect(read(text, "stacks/l.csv")).toEqual([
    "2:1 ann@x.com",
    "3:1 bob@x.com",
    "5:1 dan@x.com",
    "stacks/l.csv:4 principal-name",
  ]);
});
