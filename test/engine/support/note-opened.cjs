/**
 * Preloaded by every Node.js process of a run: adds a line to `NOTE_OPENED_IN` for each file of the folder
 * `NOTE_OPENED_OF` that the process opens.
 */
const fs = require("node:fs");
const path = require("node:path");

const { NOTE_OPENED_IN: notes = "", NOTE_OPENED_OF: folder = "" } = process.env;
const { openSync } = fs;
fs.openSync = (file, ...rest) => {
  const inside = path.relative(folder, path.resolve(String(file)));
  if (!inside.startsWith(".."))
    fs.appendFileSync(notes, `${JSON.stringify({ process: process.pid, by: process.argv[1] ?? "", file: inside })}\n`);
  return openSync(file, ...rest);
};
