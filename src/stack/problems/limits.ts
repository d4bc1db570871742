/**
 * How much a stack may ask for. Whoever may open a pull request may have these files read, so that nothing in them may
 * take minutes or gigabytes. Each is several times what the largest stacks have (100,000 people). The numbers stand in
 * docs/stack-language.md too.
 */
export const stackLimits = {
  stackBytes: 16 * 1024 * 1024,
  listBytes: 32 * 1024 * 1024,
  /** Values of one YAML file, aliases written out. A stack with 100,000 people in it has fewer than half of that. */
  yamlValues: 1_000_000,
  /** Keys of one map. */
  yamlKeys: 5_000,
  /** Files of one stack: the stack itself, its parts, its lists. */
  files: 1_000,
  /** Parts that include each other. */
  includeDepth: 20,
  bundles: 1_000,
  /** People and groups over all assignments, each as often as it is named. */
  named: 300_000,
  /** The same, times the licences of the assignment. */
  pairs: 3_000_000,
  /** Filters and groups that the tenant is asked about: each is a request, or several. */
  asked: 200,
  /** Names of licences and service plans that the catalog does not know, each as often as it stands in the stack. */
  unknownNames: 500,
  /** Letters of one line of a list. */
  lineLength: 1_000_000,
  /** Columns of a table. */
  columns: 500,
  /** Entries of one list that name nobody and are reported one by one. */
  reportedLines: 10_000,
  /** Letters of a name: of a licence, a group, an assignment. */
  nameLength: 256,
  /** Letters of a sentence: the reason of an approval, the name of a file. */
  textLength: 1_000,
} as const;

/** `300,000`. By hand: what the runtime knows of languages takes longer to load than a small stack to read. */
export function formatLimit(limit: number): string {
  return String(limit).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
