import { resolveLicenseName } from "../catalog/resolve-license";
import { byText } from "../text/order";
import { entriesOf, type HistoryEntry, type ReportPlace } from "./entries";
import { readChanges, readKept, type KeptRun } from "./kept-report";

/** A file that may be a report, as it was found. */
export interface FoundFile {
  readonly place: ReportPlace;
  /** The same for the same text, wherever it stands. */
  readonly key: () => string;
  readonly text: string;
}

export interface SkippedFile {
  readonly file: string;
  readonly why: string;
}

export interface History {
  /** By day, and within a day in the order in which runs ended. */
  readonly entries: readonly HistoryEntry[];
  readonly runs: number;
  /** Plans tell what was to happen, and are no history. */
  readonly previews: number;
  readonly refusals: number;
  readonly stacks: readonly string[];
  /** First and last day of the runs; absent where there is none. */
  readonly days?: readonly [string, string];
  readonly skipped: readonly SkippedFile[];
}

export interface Wanted {
  /** A person, a group, or a product by any of its names. */
  readonly who?: string;
  /** Days, YYYY-MM-DD, both included. */
  readonly since?: string;
  readonly until?: string;
}

/** Takes in reports one by one and remembers of each only what the history tells. */
export class HistoryBook {
  readonly #keys = new Set<string>();
  readonly #runs: { readonly run: KeptRun; readonly place: ReportPlace }[] = [];
  readonly #skipped = new Map<string, string>();
  /** Keys of plans by digest: most are never asked for what they say. */
  readonly #plans = new Map<string, string>();
  #previews = 0;
  #refusals = 0;

  take({ place, key: keyOf, text }: FoundFile): void {
    const key = keyOf();
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    const kept = readKept(text);
    if (kept.kind === "run") this.#runs.push({ run: kept.run, place });
    else if (kept.kind === "preview") {
      this.#previews += 1;
      this.#plans.set(kept.digest, key);
    } else if (kept.kind === "refusal") this.#refusals += 1;
    else if (kept.kind === "skipped") this.skip({ file: place.file, why: kept.why });
  }

  skip({ file, why }: SkippedFile): void {
    this.#skipped.set(file, why);
  }

  /** Plans that runs of older versions leave unsaid, by key: they are to be read again for `tell`. */
  missing(): ReadonlyMap<string, string> {
    const digests = new Set(this.#runs.flatMap(({ run }) => (run.changes === undefined ? [run.digest] : [])));
    return new Map(
      [...digests].flatMap((digest) => {
        const key = this.#plans.get(digest);
        return key === undefined ? [] : [[key, digest]];
      }),
    );
  }

  /** @param plans texts of the plans that `missing` names, by digest */
  tell(wanted: Wanted, plans: ReadonlyMap<string, string>): History {
    const days = this.#runs.map(({ run }) => run.today).sort(byText);
    const [first, last] = [days[0], days.at(-1)];
    const among = this.#runs
      .filter(({ run }) => run.today >= (wanted.since ?? "") && run.today <= (wanted.until ?? "9999"))
      .sort(
        (one, other) =>
          byText(one.run.today, other.run.today) ||
          byText(momentOf(one), momentOf(other)) ||
          byText(one.run.stack, other.run.stack),
      );
    const isWanted = wantedBy(wanted.who);
    const entries = among.flatMap(({ run, place }) => {
      const text = plans.get(run.digest);
      return entriesOf(run, place, run.changes ?? (text === undefined ? undefined : readChanges(text)));
    });
    return {
      entries: entries.filter(isWanted),
      runs: this.#runs.length,
      previews: this.#previews,
      refusals: this.#refusals,
      stacks: [...new Set(this.#runs.map(({ run }) => run.stack))].sort(byText),
      ...(first === undefined || last === undefined ? {} : { days: [first, last] as const }),
      skipped: [...this.#skipped].map(([file, why]) => ({ file, why })),
    };
  }
}

/** When it ended; of older reports, when they were kept. */
function momentOf({ run, place }: { readonly run: KeptRun; readonly place: ReportPlace }): string {
  const moment = Date.parse(run.at ?? place.commit?.at ?? "");
  return Number.isNaN(moment) ? "" : new Date(moment).toISOString();
}

function wantedBy(who: string | undefined): (entry: HistoryEntry) => boolean {
  if (who === undefined) return () => true;
  const text = who.trim().toLowerCase();
  const known = resolveLicenseName(who);
  const skuIds = new Set(
    known.kind === "resolved"
      ? [known.skuId]
      : known.kind === "deferred"
        ? known.candidates.map((candidate) => candidate.skuId)
        : [],
  );
  return ({ name, currentName, id, group, got, lost, changed, moved }) =>
    [name, currentName, id, group].some((one) => one?.toLowerCase() === text) ||
    [...got, ...lost, ...changed, ...moved].some(
      (product) =>
        skuIds.has(product.skuId) ||
        [product.skuId, product.partNumber, product.name].some((one) => one.toLowerCase() === text),
    );
}
