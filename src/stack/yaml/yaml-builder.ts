import { EVENT_ID, SCALAR_STYLE, getScalarValue } from "js-yaml";
import type { Event } from "js-yaml";
import type { Place } from "../../terms/place";
import { PlaceFinder } from "./place-finder";
import { formatLimit, stackLimits } from "../problems/limits";
import type { Problem } from "../problems/problem";
import { shorten } from "../problems/shorten";
import { countDocuments, secondDocument } from "./documents";
import { addEntry, mergeInto, quotedMerge, type Complaining, type OpenMap } from "./map-entries";
import { plainScalarValue } from "./scalar-value";
import type { YamlNode, YamlScalar } from "./yaml-node";

export type YamlResult =
  | { readonly kind: "ok"; readonly root: YamlNode }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** An unfinished list or map; of a map, the key that waits for its value. */
type Frame =
  | { readonly kind: "list"; readonly place: Place; readonly items: YamlNode[]; readonly anchor?: string; size: number }
  | (OpenMap & { readonly kind: "map"; readonly anchor?: string; size: number; key?: YamlNode });

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
    const documents = countDocuments(this.events);
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
        this.finder.at(secondDocument(this.text, this.events)),
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
        const begin = event.valueStart - (quoted ? 1 : 0);
        const place = event.valueStart < 0 ? this.emptyPlace() : this.finder.at(begin);
        const value = this.scalarValue(event, place);
        const isSentence = typeof value === "string" && value.includes(" ");
        const raw = isSentence ? { raw: this.text.slice(begin, event.valueEnd) } : {};
        const node: YamlScalar = { kind: "scalar", value, place, ...raw };
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
    const value = plainScalarValue(source);
    if (value !== undefined) return value;
    this.report(
      "wrong-value",
      place,
      `\`${shorten(source)}\` is no number that can be used here.`,
      "Put it in quotes if it is a text.",
    );
    return source;
  }

  private takeAlias(name: string, place: Place): void {
    if (this.open.has(name)) {
      this.report(
        "yaml-alias",
        place,
        `The alias \`*${shorten(name)}\` stands inside of what it names, so it would never end.`,
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
        `The alias \`*${shorten(name)}\` has no anchor \`&${shorten(name)}\` above it.`,
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
    if (frame.size > stackLimits.yamlValues) {
      this.bomb = true;
      this.report(
        "yaml-bomb",
        node.place,
        `With its aliases written out this file has more than ${formatLimit(stackLimits.yamlValues)} values.`,
        "Use fewer aliases, or put people in lists.",
      );
      return;
    }
    if (frame.kind === "list") {
      frame.items.push(node);
      return;
    }
    if (frame.key === undefined) {
      frame.key = plain || node.kind !== "scalar" || node.value !== "<<" ? node : { ...node, value: quotedMerge };
      return;
    }
    const key = frame.key;
    delete frame.key;
    addEntry(frame, key, node, this.report);
  }

  private close(): void {
    const frame = this.stack.pop();
    if (frame === undefined) return;
    if (frame.kind === "map") mergeInto(frame, this.report);
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

  private refuseTag(start: number, end: number, allowed: readonly string[]): void {
    const tag = this.text.slice(start, end);
    if (!allowed.includes(tag))
      this.report(
        "yaml-tag",
        this.finder.at(start),
        `The tag \`${shorten(tag)}\` means nothing in a stack.`,
        "Take it out; put the value in quotes if it has to stay a text.",
      );
  }

  /** An absent value has no offset: it is where its key is, or where its list begins. */
  private emptyPlace(): Place {
    const frame = this.stack.at(-1);
    if (frame?.kind === "map" && frame.key !== undefined) return frame.key.place;
    return frame?.place ?? { file: this.file, line: 1, column: 1 };
  }

  private readonly report: Complaining = (code, place, message, remedy) => {
    this.problems.push({ code, message, place, remedy });
  };
}
