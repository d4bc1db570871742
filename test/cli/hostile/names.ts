import { expect } from "vitest";

/** What somebody could put into a name, each for another reader: agents of pipelines, terminals, eyes. */
const attacks = {
  workflowCommand: "\n::error::PWNED",
  stopCommands: "\r\n::stop-commands::PWNED",
  leadingCommand: "::add-mask::PWNED",
  loggingCommand: "##vso[task.setvariable variable=PWNED]x",
  oldCommand: "a ##[add-mask]PWNED",
  formatting: "##[group]PWNED",
  title: "\u001b]0;PWNED\u0007",
  colour: "\u001b[31mPWNED",
  cleared: "\u001b[2J\r\u001b[KPWNED",
  c1: "\u009b31mPWNED\u0085",
  turned: "\u202ePWNED\u2066",
  parted: "\u2028::error::PWNED\u2029",
  unseen: "a\u200b\u2060\u00ad\u3164\u{e0041}b",
  half: "\ud800x",
} as const;

/** All of them in one name. */
export const evil = `x${Object.values(attacks).join("")}`;

/** The worst of them as the name of a file. */
export const evilFile = "x\n::error::PWNED##[group]\u202e\u001b[31m";

/** The same in names that a directory of the emulator takes: one line, no blank, one `@`. */
export const evilPerson = `p${evil.replace(/[\s\u0085]/gu, "").replaceAll("@", "")}@contoso.com`;

const paint = /\u001b\[(?:[0-2]?\d|3[0-79]|9[0-7])m/g;
const own = /^(?:::(?:error|warning|notice) file=|##vso\[task\.logissue type=)/;

/** Whether a text is nothing but text; our own colours and annotations apart. */
export function expectText(text: string, { colours = false, annotations = false } = {}): void {
  for (const line of (colours ? text.replaceAll(paint, "") : text).split("\n")) {
    const shown = JSON.stringify(line).slice(0, 300);
    const said = annotations ? line.replace(own, "") : line;
    expect(said, shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(said, shown).not.toMatch(
      /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\u{e0000}-\u{e007f}]/u,
    );
    expect(said, shown).not.toMatch(/##[a-z.]*\[/i);
    expect(said, shown).not.toMatch(/^\s*(::|PWNED|error::)/);
  }
}
