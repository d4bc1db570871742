/** Properties of one of Microsoft's published types, for `satisfies`: nothing is shown that the type does not have. */
export type Published<T> = Readonly<Partial<Record<keyof T, unknown>>>;
