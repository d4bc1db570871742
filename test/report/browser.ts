import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const candidates = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium of this machine, or undefined: tests that need one then skip and say so. */
export const browserPath: string | undefined = candidates.find((path) => path !== undefined && existsSync(path));

export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined)
    throw new Error("No Chromium here: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.");
  return chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
}
