/** Codes of problems: errors, which no stack can switch off. Each has a section in docs/rules.md. */
export const problemCodes = [
  // Files
  "file-missing",
  "file-unreadable",
  "file-too-large",
  "file-encoding",
  "file-outside-folder",
  "file-link",
  "include-circular",
  "limit-exceeded",
  // YAML
  "yaml-syntax",
  "yaml-empty",
  "yaml-documents",
  "yaml-duplicate-key",
  "yaml-alias",
  "yaml-merge",
  "yaml-tag",
  "yaml-bomb",
  // The shape of the document
  "unknown-key",
  "missing-key",
  "wrong-type",
  "wrong-value",
  "empty-value",
  // Values
  "principal-name",
  "group-name",
  "date-invalid",
  "date-order",
  "time-zone",
  "country",
  "percentage",
  "duration",
  "tenant-name",
  // Names
  "license-unknown",
  "license-company",
  "plan-unknown",
  "plan-of-company",
  "plan-selection",
  "bundle-name",
  "assignment-name",
  "assignment-nobody",
  "rule-unknown",
  "rule-fixed",
  // People
  "list-empty",
  "list-column",
  "list-syntax",
  "plans-contradict",
  "location-contradicts",
  "group-two-spellings",
  "protected-declared",
  "group-made-twice",
  "group-made-members",
  "membership-rule",
  "filter-syntax",
  "filter-attribute",
  "filter-operator",
  "except-declared",
  "selection-unused",
  "azuread-missing",
  "calling-plan-on-premises",
  // Several stacks
  "two-stacks",
  "two-stacks-authority",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/**
 * Codes of findings about a stack file: they are reported and stop nothing. A stack can set their severity under
 * `rules`.
 */
export const stackFindingCodes = [
  "license-uncatalogued",
  "license-ambiguous",
  "plan-uncatalogued",
  "license-company-unchecked",
  "approval-expired",
  "approval-unknown",
  "assignment-ended",
  "assignment-empty",
  "location-of-group",
  "order-undecided",
  "person-repeated",
  "person-two-spellings",
  "interruption-undeclared",
  "release-unchecked",
  "list-comment-name",
  "list-column-unread",
  "name-mixes-scripts",
] as const;

/** Codes of findings that leave something to the tenant: a preview knows it, and says what is wrong itself. */
export const leftToPreview: ReadonlySet<string> = new Set<StackFindingCode>([
  "license-uncatalogued",
  "license-ambiguous",
  "plan-uncatalogued",
  "release-unchecked",
]);

export type StackFindingCode = (typeof stackFindingCodes)[number];
