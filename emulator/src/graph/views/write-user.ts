import { combinedDisabledPlans, effectiveSkuIds } from "../../tenant/effective";
import type { LicenseState, User } from "../../tenant/model";
import { formatTime } from "../../tenant/format-time";
import { defaultUserProperties, isLeftOut, readUserProperty } from "./user-view";
import type { ViewContext } from "./view-context";

/** A user as the JSON text of `viewUser`. */
export type WriteUser = (user: User) => string;

type States = readonly LicenseState[];

/**
 * The same text as `JSON.stringify(viewUser(…))`. A page has 999 people with a dozen nested objects each, and
 * building and writing those takes most of the time of a list: the text of somebody's licences is kept for as long as
 * they hold the same.
 */
export function createUserWriter(select: readonly string[] | undefined, context: ViewContext): WriteUser {
  const properties = [...new Set(select ?? defaultUserProperties)].map((name) => ({
    name,
    key: `${JSON.stringify(name)}:`,
    write: writerOf(name, context),
  }));
  return (user) => {
    let text = "";
    for (const { name, key, write } of properties) {
      if (isLeftOut(user, name)) continue;
      text += (text === "" ? key : `,${key}`) + write(user);
    }
    return `{${text}}`;
  };
}

function writerOf(name: string, context: ViewContext): WriteUser {
  switch (name) {
    case "id":
      return (user) => `"${user.id}"`;
    case "assignedLicenses":
      return ({ states }) => remember(licenseTexts, states, writeLicenses);
    case "licenseAssignmentStates": {
      const isNull = context.settings.noErrorText === "null";
      const [texts, write] = isNull
        ? [stateTexts.withNull, writeStatesWithNull]
        : [stateTexts.withNone, writeStatesWithNone];
      return ({ states }) => remember(texts, states, write);
    }
    default:
      return (user) => writeValue(readUserProperty(user, name, context));
  }
}

/** Most values are null, or nothing is in them. */
function writeValue(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) && value.length === 0 ? "[]" : JSON.stringify(value);
}

// States are never changed, only replaced: what was written of them stays true.
const licenseTexts = new WeakMap<States, string>();
const stateTexts = { withNone: new WeakMap<States, string>(), withNull: new WeakMap<States, string>() };

function remember(texts: WeakMap<States, string>, states: States, write: (states: States) => string): string {
  let text = texts.get(states);
  if (text === undefined) {
    text = write(states);
    texts.set(states, text);
  }
  return text;
}

// Everything below is a GUID, a date or a word of a fixed list: nothing has to be escaped. Texts are joined, so that
// they are kept in one piece.

function writeLicenses(states: States): string {
  const licenses = effectiveSkuIds(states).map(
    (skuId) => `{"disabledPlans":${writeIds(combinedDisabledPlans(states, skuId))},"skuId":"${skuId}"}`,
  );
  return ["[", licenses.join(","), "]"].join("");
}

const writeStatesWithNone = (states: States): string => writeStates(states, '"None"');
const writeStatesWithNull = (states: States): string => writeStates(states, "null");

function writeStates(states: States, noError: string): string {
  const written = states.map(({ skuId, disabledPlans, assignedByGroup, state, error, lastUpdated }) => {
    const group = assignedByGroup === null ? "null" : `"${assignedByGroup}"`;
    const what = `"skuId":"${skuId}","disabledPlans":${writeIds(disabledPlans)},"assignedByGroup":${group}`;
    const how = `"state":"${state}","error":${error === "None" ? noError : `"${error}"`}`;
    return `{${what},${how},"lastUpdatedDateTime":"${formatTime(lastUpdated)}"}`;
  });
  return ["[", written.join(","), "]"].join("");
}

function writeIds(ids: readonly string[]): string {
  return ids.length === 0 ? "[]" : `["${ids.join('","')}"]`;
}
