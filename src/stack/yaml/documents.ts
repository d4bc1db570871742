import { EVENT_ID, type Event } from "js-yaml";

/** How many documents a file has. */
export function countDocuments(events: readonly Event[]): number {
  return events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
}

/** Where the second document begins: the offset of its `---`. */
export function secondDocument(text: string, events: readonly Event[]): number {
  const first = events.find((event) => event.type === EVENT_ID.DOCUMENT);
  const explicit = first?.type === EVENT_ID.DOCUMENT && first.explicitStart;
  const marks = [...text.matchAll(/^---.*$/gm)];
  const mark = marks[explicit ? 1 : 0] ?? marks[0];
  return mark?.index ?? 0;
}
