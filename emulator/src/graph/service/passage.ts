/** How a request came: alone, or as an item of a batch that is under way together with others. */

export interface Passage {
  readonly inBatch: boolean;
  readonly together: string;
}
