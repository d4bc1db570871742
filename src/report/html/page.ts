import { createHash } from "node:crypto";
import { browserScript } from "./browser-script";
import { html, Markup } from "./markup";
import { styleSheet } from "./style-sheet";
import { visible } from "../../text/visible";

/**
 * One self-contained file that loads nothing: the policy forbids every request, and every script but our own.
 *
 * @param ownStyle rules of this page, beside those that all have
 */
export function page(title: string, main: Markup, data?: unknown, ownStyle = ""): string {
  const style = styleSheet + ownStyle;
  const script = data === undefined ? "" : browserScript;
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const scripts = script === "" ? "'none'" : hash(script);
  const policy =
    `default-src 'none'; base-uri 'none'; form-action 'none'; ` + `style-src ${hash(style)}; script-src ${scripts}`;
  // The policy names style and script by what they are, byte for byte: nothing may be put around them.
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${main}
${data === undefined ? undefined : scriptsOf(data)}</body>
</html>
`.text;
}

function scriptsOf(data: unknown): Markup {
  return html`<script type="application/json" id="rows">${new Markup(embed(data))}</script>
<script>${new Markup(browserScript)}</script>
`;
}

/** JSON that cannot end the element it stands in. */
function embed(data: unknown): string {
  // The script shows texts as they are.
  const shown = (_: string, value: unknown): unknown => (typeof value === "string" ? visible(value) : value);
  return JSON.stringify(data, shown).replace(/</g, "\\u003c");
}
