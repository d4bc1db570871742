import type { Filter } from "../../filter/filter";
import { parseFilter } from "../../filter/parse-filter";

/**
 * A filter that a stack has asked for, which was checked when its file was read.
 *
 * @throws Error where a program passes one that nobody has checked
 */
export function knownFilter(where: string): Filter {
  const parsed = parseFilter(where);
  if (parsed.kind === "ok") return parsed.filter;
  const [fault] = parsed.faults;
  throw new Error(`The filter \`${where}\` cannot be used: ${fault?.message ?? ""} ${fault?.remedy ?? ""}`);
}
