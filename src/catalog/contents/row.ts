/**
 * The service plans of one product: those of `like` (a product listed before), with `plus`, without `minus`. Plans by
 * service plan name, separated by commas; by id where two plans share a name. The product by part number, or by id
 * where two products share one.
 */
export interface ContentRow {
  readonly sku: string;
  readonly like?: string;
  readonly plus?: string;
  readonly minus?: string;
}
