const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guidWithin = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Whether a text is a GUID, in whatever case. */
export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** The GUIDs that a text mentions, in lower case, each as often as it stands there. */
export function guidsIn(text: string): readonly string[] {
  return (text.match(guidWithin) ?? []).map((found) => found.toLowerCase());
}
