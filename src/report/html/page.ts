import { createHash } from "node:crypto";
import { escapeHtml } from "../content/words";
import { browserScript } from "./browser-script";
import { styleSheet } from "./style-sheet";

/** One self-contained file that loads nothing: the policy forbids every request, and every script but our own. */
export function page(title: string, main: string, data?: unknown): string {
  const script = data === undefined ? "" : browserScript;
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy =
    `default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hash(styleSheet)}; script-src ` +
    (script === "" ? "'none'" : hash(script));
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${styleSheet}</style>`,
    "</head>",
    "<body>",
    main,
    ...(data === undefined
      ? []
      : [`<script type="application/json" id="rows">${embed(data)}</script>`, `<script>${script}</script>`]),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** JSON that cannot end the element it stands in. */
function embed(data: unknown): string {
  return JSON.stringify(data)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}
