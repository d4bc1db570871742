import type { Graph } from "../graph";
import { Stay, type StayOptions } from "../stay";
import { questions } from "./questions";

/** What was settled, and what was not; no name and no id of anybody. */
export interface Profile {
  readonly format: "m365-licenses/profile";
  readonly version: 1;
  /** Of the emulator, by name. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What Graph said, by the settings that it is about. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Why something could not be settled. */
  readonly open: Readonly<Record<string, string>>;
}

/** Asks every question for which there is a seat, and takes everything away, whatever happens. */
export async function probeTenant(
  graph: Graph,
  options: StayOptions,
): Promise<{ readonly profile: Profile; readonly left: readonly string[] }> {
  const stay = await Stay.begin(graph, options);
  const settings: Record<string, string | number | boolean> = {};
  const words: Record<string, readonly string[]> = {};
  const open: Record<string, string> = {};
  const left: string[] = [];
  for (const { about, skus, ask } of questions) {
    const usable = stay.skus.filter(({ free }) => free > 0);
    let why = options.signal.aborted ? "stopped" : usable.length < skus ? "no SKU with a free seat" : "said otherwise";
    try {
      const finding = why === "said otherwise" ? await ask(stay, ...usable) : { settings: {} };
      Object.assign(settings, finding.settings);
      if ((finding.words ?? []).length > 0) words[about.join(", ")] = (finding.words ?? []).map(scrub);
    } catch (error) {
      why = scrub(error instanceof Error ? error.message : String(error));
    }
    for (const name of about) if (!(name in settings)) open[name] = why;
    left.push(...(await stay.end()));
  }
  return { profile: { format: "m365-licenses/profile", version: 1, settings, words, open }, left: left.map(scrub) };
}

/** Without ids, names of people and addresses. */
function scrub(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}/gi, "<id>")
    .replace(/[^\s'"()]+@[^\s'"()]+/g, "<name>")
    .replace(/https?:\/\/[^\s'"]+/g, "<address>");
}
