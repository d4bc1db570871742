/** A remedy: a sentence, and what of it is to be copied into the stack file as it is. */
export interface Remedy {
  readonly sentence: string;
  readonly yaml?: string;
}

/**
 * Remedies that end with an entry of the stack file have it after a colon, such as
 * `…, or add to the stack file: approve: [{ … }]`.
 */
export function splitRemedy(text: string): Remedy {
  const match = /^(.*:)\s+((?:approve|release|limits|allowInterruption|usageLocation): .+)$/s.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return { sentence: text };
  return { sentence: match[1], yaml: match[2] };
}
