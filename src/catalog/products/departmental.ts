/** Bought by people themselves; Microsoft marks them "for Department" or `_DEPT`. */
const departmentalPartNumber = /_DEPT$|\(for_Departments\)$/i;

/** Whether a product is one that people buy for themselves (self-service), which no administrator assigns. */
export function isDepartmental(partNumber: string): boolean {
  return departmentalPartNumber.test(partNumber);
}
