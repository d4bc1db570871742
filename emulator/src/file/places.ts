import { EVENT_ID, parseEvents, SCALAR_STYLE } from "js-yaml";

export type Path = readonly PropertyKey[];

/** What begins a message about something in a tenant document: where it stands, and what it is. */
export type Locate = (path: Path, at?: "key" | "value") => string;

/** For a document that is no file. */
export function locateIn(name: string): Locate {
  return (path) => `${name}: ${describePath(path)}`;
}

/**
 * For a file: `tenant.yaml:4:12: users[0].licenses[1]`. The places are looked for once something is wrong, and not
 * before.
 */
export function locateInFile(file: string, text: string): Locate {
  let places: ReadonlyMap<string, number> | undefined;
  return (path, at = "value") => {
    places ??= findPlaces(text);
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = places.get(
        `${at === "key" && length === path.length ? "key" : "value"} ${keyOf(path.slice(0, length))}`,
      );
      if (offset !== undefined) return `${file}:${lineAndColumn(text, offset)}: ${describePath(path)}`;
    }
    return `${file}: ${describePath(path)}`;
  };
}

export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function describePath(path: Path): string {
  if (path.length === 0) return "the tenant";
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}

interface Frame {
  readonly path: Path;
  readonly isMap: boolean;
  /** Of a map: the key that waits for its value. */
  key: string | undefined;
  next: number;
}

/** Offsets of every value, and of every key of a map, by path. */
function findPlaces(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const frames: Frame[] = [];
  /** The path of a value that begins here; undefined where it is the key of a map. */
  const begin = (offset: number, word: string | undefined): Path | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined) return [];
    if (frame.isMap && frame.key === undefined) {
      frame.key = word ?? "";
      places.set(`key ${keyOf([...frame.path, frame.key])}`, offset);
      return undefined;
    }
    const path = [...frame.path, frame.isMap ? (frame.key ?? "") : frame.next];
    frame.key = undefined;
    frame.next += 1;
    return path;
  };
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) {
      const [start, end] =
        event.type === EVENT_ID.SCALAR ? [event.valueStart, event.valueEnd] : [event.anchorStart, event.anchorEnd];
      const isQuoted =
        event.type === EVENT_ID.SCALAR &&
        (event.style === SCALAR_STYLE.DOUBLE_QUOTED || event.style === SCALAR_STYLE.SINGLE_QUOTED);
      const offset = isQuoted ? start - 1 : start;
      const path = begin(offset, text.slice(start, end));
      if (path !== undefined && start >= 0) places.set(`value ${keyOf(path)}`, offset);
    } else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const path = begin(event.start, undefined) ?? [];
      places.set(`value ${keyOf(path)}`, event.start);
      frames.push({ path, isMap: event.type === EVENT_ID.MAPPING, key: undefined, next: 0 });
    } else if (event.type === EVENT_ID.POP) {
      frames.pop();
    }
  }
  return places;
}
