import { CORE_SCHEMA, EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { Event } from "js-yaml";
import type { Place } from "../../terms/desired";
import { PlaceFinder } from "./place-finder";
import type { Problem } from "../problems/problem";
import type { ProblemCode } from "../problems/problem-codes";
import type { YamlEntry, YamlNode, YamlScalar } from "./yaml-node";

export type YamlResult =
  | { readonly kind: "ok"; readonly root: YamlNode }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** Values after aliases are written out. A stack with 100,000 people in it has fewer than half of that. */
const maxYamlValues = 1_000_000;

/** An unfinished list or map; of a map, the key that waits for its value. */
type Frame =
  | { readonly kind: "list"; readonly place: Place; readonly items: YamlNode[]; readonly anchor?: string; size: number }
  | {
      readonly kind: "map";
      readonly place: Place;
      readonly entries: Map<string, YamlEntry>;
      readonly merged: { readonly value: YamlNode; readonly place: Place }[];
      readonly anchor?: string;
      size: number;
      key?: YamlNode;
    };

/** Makes a tree of js-yaml's events. */
export class TreeBuilder {
  private readonly problems: Problem[] = [];
  private readonly anchors = new Map<string, { readonly node: YamlNode; readonly size: number }>();
  private readonly open = new Set<string>();
  private readonly stack: Frame[] = [];
  private readonly finder: PlaceFinder;
  private root: YamlNode | undefined;
  private bomb = false;

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly events: readonly Event[],
  ) {
    this.finder = new PlaceFinder(text, file);
  }

  build(): YamlResult {
    const documents = this.events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
    let seen = 0;
    for (const event of this.events) {
      if (event.type === EVENT_ID.DOCUMENT) seen += 1;
      if (seen > 1) break;
      this.take(event);
      if (this.bomb) break;
    }
    if (documents > 1)
      this.report(
        "yaml-documents",
        this.secondDocument(),
        `This file has ${documents} YAML documents; a stack is one.`,
        "Take out the `---` lines, or make each document a file and `include` it.",
      );
    if (this.root === undefined || (this.root.kind === "scalar" && this.root.value === null)) {
      if (this.problems.length === 0)
        this.report(
          "yaml-empty",
          { file: this.file, line: 1, column: 1 },
          "This file is empty.",
          "Write at least `tenant:` and `assignments:`.",
        );
    }
    if (this.problems.length > 0 || this.root === undefined) return { kind: "invalid", problems: this.problems };
    return { kind: "ok", root: this.root };
  }

  private take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return;
      case EVENT_ID.SCALAR: {
        const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
        const place = event.valueStart < 0 ? this.emptyPlace() : this.finder.at(event.valueStart - (quoted ? 1 : 0));
        const node: YamlScalar = { kind: "scalar", value: this.scalarValue(event, place), place };
        this.remember(event.anchorStart, event.anchorEnd, node, 1);
        this.place(node, 1, event.style === SCALAR_STYLE.PLAIN);
        return;
      }
      case EVENT_ID.ALIAS:
        this.takeAlias(this.text.slice(event.anchorStart, event.anchorEnd), this.finder.at(event.anchorStart - 1));
        return;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const anchor = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
        const place = this.finder.at(event.start);
        if (event.tagStart >= 0) this.refuseTag(event.tagStart, event.tagEnd, ["!!seq", "!!map", "!"]);
        if (anchor !== undefined) this.open.add(anchor);
        const base = { place, size: 1, ...(anchor === undefined ? {} : { anchor }) };
        this.stack.push(
          event.type === EVENT_ID.SEQUENCE
            ? { ...base, kind: "list", items: [] }
            : { ...base, kind: "map", entries: new Map(), merged: [] },
        );
        return;
      }
      case EVENT_ID.POP:
        this.close();
        return;
    }
  }

  private scalarValue(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>, place: Place): YamlScalar["value"] {
    if (event.valueStart < 0) return null;
    const source = getScalarValue(this.text, event);
    const tag = event.tagStart < 0 ? "" : this.text.slice(event.tagStart, event.tagEnd);
    if (tag !== "" && tag !== "!!str" && tag !== "!") this.refuseTag(event.tagStart, event.tagEnd, []);
    if (tag !== "" || event.style !== SCALAR_STYLE.PLAIN) return source;
    const value = CORE_SCHEMA.resolveImplicitScalarTag(source).value;
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    this.report(
      "wrong-value",
      place,
      `\`${source}\` is no number that can be used here.`,
      "Put it in quotes if it is a text.",
    );
    return source;
  }

  private takeAlias(name: string, place: Place): void {
    if (this.open.has(name)) {
      this.report(
        "yaml-alias",
        place,
        `The alias \`*${name}\` stands inside of what it names, so it would never end.`,
        "Write the values out.",
      );
      this.place({ kind: "scalar", value: null, place }, 1, false);
      return;
    }
    const known = this.anchors.get(name);
    if (known === undefined) {
      this.report(
        "yaml-alias",
        place,
        `The alias \`*${name}\` has no anchor \`&${name}\` above it.`,
        "Write the anchor first, or the values out.",
      );
      this.place({ kind: "scalar", value: null, place }, 1, false);
      return;
    }
    this.place(known.node, known.size, false);
  }

  private remember(start: number, end: number, node: YamlNode, size: number): void {
    if (start >= 0) this.anchors.set(this.text.slice(start, end), { node, size });
  }

  /** Hands a finished value to the list or map that is open around it. */
  private place(node: YamlNode, size: number, plain: boolean): void {
    const frame = this.stack.at(-1);
    if (frame === undefined) {
      this.root = node;
      return;
    }
    frame.size += size;
    if (frame.size > maxYamlValues) {
      this.bomb = true;
      this.report(
        "yaml-bomb",
        node.place,
        `With its aliases written out this file has more than ${maxYamlValues.toLocaleString("en-US")} values.`,
        "Use fewer aliases, or put people in lists.",
      );
      return;
    }
    if (frame.kind === "list") {
      frame.items.push(node);
      return;
    }
    if (frame.key === undefined) {
      frame.key = plain || node.kind !== "scalar" || node.value !== "<<" ? node : { ...node, value: "\u0000<<" };
      return;
    }
    const key = frame.key;
    delete frame.key;
    this.addEntry(frame, key, node);
  }

  private addEntry(frame: Extract<Frame, { kind: "map" }>, key: YamlNode, value: YamlNode): void {
    if (key.kind !== "scalar" || key.value === null) {
      this.report("yaml-syntax", key.place, "A key has to be a plain text.", "Write `key: value`.");
      return;
    }
    if (key.value === "<<") {
      frame.merged.push({ value, place: key.place });
      return;
    }
    const name = String(key.value).replace("\u0000", "");
    const before = frame.entries.get(name);
    if (before !== undefined) {
      this.report(
        "yaml-duplicate-key",
        key.place,
        `The key \`${name}\` stands here for the second time; the first is in line ${before.keyPlace.line}.`,
        "Join the two, or take one out.",
      );
      return;
    }
    frame.entries.set(name, { keyPlace: key.place, value });
  }

  private close(): void {
    const frame = this.stack.pop();
    if (frame === undefined) return;
    if (frame.kind === "map") for (const source of frame.merged) this.merge(frame.entries, source.value, source.place);
    const node: YamlNode =
      frame.kind === "list"
        ? { kind: "list", items: frame.items, place: frame.place }
        : { kind: "map", entries: frame.entries, place: frame.place };
    if (frame.anchor !== undefined) {
      this.open.delete(frame.anchor);
      this.anchors.set(frame.anchor, { node, size: frame.size });
    }
    this.place(node, frame.size, false);
  }

  /**
   * Keys of the map win over merged ones, and earlier merged ones over later (YAML merge key,
   * https://yaml.org/type/merge.html).
   */
  private merge(entries: Map<string, YamlEntry>, source: YamlNode, place: Place): void {
    const maps = source.kind === "list" ? source.items : [source];
    for (const map of maps) {
      if (map.kind !== "map") {
        this.report(
          "yaml-merge",
          place,
          "`<<` merges a map, or a list of maps; this is neither.",
          "Name an anchor that stands on a map: `<<: *anchor`.",
        );
        return;
      }
      for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }

  private refuseTag(start: number, end: number, allowed: readonly string[]): void {
    const tag = this.text.slice(start, end);
    if (!allowed.includes(tag))
      this.report(
        "yaml-tag",
        this.finder.at(start),
        `The tag \`${tag}\` means nothing in a stack.`,
        "Take it out; put the value in quotes if it has to stay a text.",
      );
  }

  /** An absent value has no offset: it is where its key is, or where its list begins. */
  private emptyPlace(): Place {
    const frame = this.stack.at(-1);
    if (frame?.kind === "map" && frame.key !== undefined) return frame.key.place;
    return frame?.place ?? { file: this.file, line: 1, column: 1 };
  }

  private secondDocument(): Place {
    const offset = /^---.*$/gm;
    const first = this.events.find((event) => event.type === EVENT_ID.DOCUMENT);
    const explicit = first?.type === EVENT_ID.DOCUMENT && first.explicitStart;
    const marks = [...this.text.matchAll(offset)];
    const mark = marks[explicit ? 1 : 0] ?? marks[0];
    return this.finder.at(mark?.index ?? 0);
  }

  private report(code: ProblemCode, place: Place, message: string, remedy: string): void {
    this.problems.push({ code, message, place, remedy });
  }
}
