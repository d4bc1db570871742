import { formatPlace, isInFile } from "../../../terms/place";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import type { Undo } from "../../../report/json/undo-schema";
import { formatProblem } from "../../../stack/problems/format-problem";
import { loadStack } from "../../../stack/load-stack";
import type { Stack, StackResult } from "../../../stack/stack";
import { composePart, includePart } from "./compose-part";
import { compareTarget, type Restoration } from "./compare-target";
import { waysToDropList } from "./drop-list";
import { DeclaredNames, findTargets, type Target, type Targets } from "./restore-target";
import { takeOutNames, type TakeOut, type Texts } from "./take-out";

export interface Restored {
  readonly texts: Texts;
  readonly restored: readonly string[];
  /** Declared already what they held. */
  readonly unchanged: number;
  readonly byHand: readonly string[];
  /** What keeps the stack from being read after all edits. */
  readonly problems: readonly string[];
  readonly left: Targets["left"];
}

/** Where goes what no assignment of the stack says. */
export interface PartPlace {
  /** Path from the part's folder to the schema of a part, for editors. */
  readonly schema: string;
  /** Below that of the stack. */
  readonly folder: string;
  readonly title: string;
}

/**
 * The stack as it has to be, so that everybody whom a run changed holds again what they held. Reads what it has
 * written, as a run would, before it answers.
 */
export function restoreStack(undo: Undo, stack: Stack, before: Texts, now: Date, place: PartPlace): Restored {
  const load = (texts: Texts): StackResult => loadTexts(stack.file, texts, now);
  const { targets, left } = findTargets(undo, stack, endingsOf(stack, before));
  const isExact = undo.principals.every((principal) => principal.changed !== undefined);
  let texts = before;
  let current: StackResult = { kind: "ok", stack };
  const byHand: string[] = [];
  const given = new Set<Target>();
  // Somebody may stand twice in one assignment, and a stack names the first place only: again, until nothing is left to
  // take out.
  for (let round = 0; round < 20 && current.kind === "ok"; round += 1) {
    const wrong = compareAll(targets, current.stack, isExact, given).filter(
      (restoration) => restoration.takeOut.length > 0,
    );
    if (wrong.length === 0) break;
    const { texts: edited, stuck } = takeOutNames(
      texts,
      wrong.flatMap(({ target, takeOut }) => namedIn(target.name, takeOut)),
    );
    for (const { name, place } of stuck) {
      for (const { target } of wrong.filter((restoration) => restoration.target.name === name)) given.add(target);
      byHand.push(
        `${name} is named at ${formatPlace(place)} with a YAML anchor of its ` +
          `own, or over several lines: take ${name} out there, and run this again.`,
      );
    }
    texts = edited;
    current = dropEmptyLists(texts, load, (mended) => (texts = mended));
  }
  if (current.kind === "invalid")
    return { texts, restored: [], unchanged: 0, byHand, problems: current.problems.map(formatProblem), left };

  const todo = compareAll(targets, current.stack, isExact, given);
  const changed = compareAll(targets, stack, isExact, given);
  const part = composePart(todo, place.title, place.schema);
  const name = `${place.folder}/${undo.stack}-${undo.today}-${undo.digest.slice(0, 12)}.yaml`;
  if (part !== undefined) texts = addPart(texts, stack, name, part, byHand);
  const result = part === undefined ? current : load(texts);
  return {
    texts,
    restored: changed.map(({ target }) => target.name),
    unchanged: targets.length - changed.length - given.size,
    byHand,
    problems: result.kind === "ok" ? [] : result.problems.map(formatProblem),
    left,
  };
}

function compareAll(
  targets: readonly Target[],
  stack: Stack,
  isExact: boolean,
  except: ReadonlySet<Target>,
): readonly Restoration[] {
  const names = new DeclaredNames(stack);
  return targets
    .filter((target) => !except.has(target))
    .flatMap((target) => compareTarget(target, names, isExact) ?? []);
}

/** Last days of the assignments that have one: those that count today and do not in the year 9000. */
function endingsOf(stack: Stack, texts: Texts): ReadonlyMap<string, string> {
  const later = loadTexts(stack.file, texts, new Date("9000-01-01T00:00:00Z"));
  if (later.kind === "invalid") return new Map();
  return new Map(
    later.stack.desired.dormant.flatMap(({ assignment, until }) =>
      until === undefined ? [] : [[assignment, until] as const],
    ),
  );
}

function namedIn(name: string, takeOut: Restoration["takeOut"]): readonly TakeOut[] {
  return takeOut.flatMap(({ place }) => (isInFile(place) ? [{ name, place }] : []));
}

/** A list that names nobody is an error, since a broken export looks like that; here it is what is meant. */
function dropEmptyLists(texts: Texts, load: (texts: Texts) => StackResult, keep: (texts: Texts) => void): StackResult {
  let current = load(texts);
  let best = texts;
  while (current.kind === "invalid") {
    const { problems } = current;
    const empty = problems.find((problem) => problem.code === "list-empty");
    if (empty === undefined) break;
    const others = otherProblems(current);
    const { place } = empty;
    if (!isInFile(place)) break;
    const better = waysToDropList(best.get(place.file) ?? "", place)
      .map((text) => new Map(best).set(place.file, text))
      .map((mended) => ({ mended, result: load(mended) }))
      .find(({ result }) => otherProblems(result) <= others);
    if (better === undefined) break;
    best = better.mended;
    current = better.result;
  }
  keep(best);
  return current;
}

/** Two assignments may name one list, and only the first is told: mending that one brings up the other. */
function otherProblems(result: StackResult): number {
  return result.kind === "ok" ? 0 : result.problems.filter((problem) => problem.code !== "list-empty").length;
}

function addPart(texts: Texts, stack: Stack, name: string, part: string, byHand: string[]): Texts {
  const edited = new Map(texts).set(posix.join(posix.dirname(stack.file), name), part);
  const included = includePart(texts.get(stack.file) ?? "", name);
  if (included !== undefined) return edited.set(stack.file, included);
  byHand.push(
    `Add ${name} to \`include\` of ${stack.file}: its \`include\` or \`tenant\` is written in a way that this ` +
      "cannot edit.",
  );
  return edited;
}

/** Reads a stack as a run would, in a folder of its own. */
export function loadTexts(file: string, texts: Texts, now: Date): StackResult {
  const folder = mkdtempSync(join(tmpdir(), "m365-licenses-restore-"));
  try {
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return loadStack(file, { now, root: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
