import type { Organization } from "@microsoft/microsoft-graph-types";
import type { ObjectId } from "../../terms/observed";
import { GraphFailure } from "../connect/graph-failure";
import { failWhole, unusableRemedy } from "./fail-whole";
import type { Reader } from "./reader";
import { propertiesOf, query } from "../batches/odata";
import { asText, asWires, noAnswer } from "../batches/wire";

/** Asks which tenant this is; `verify` throws where it is another one than before. */
export async function verifyTenant(reader: Reader, verify: (id: ObjectId) => void): Promise<void> {
  const [answer] = await reader.ask([{ url: `/organization?${query({ $select: propertiesOf<Organization>("id") })}` }]);
  if (answer?.kind !== "done") throw failWhole("Reading /organization", answer?.error ?? noAnswer("no answer"));
  const id = asText(asWires<Organization>(answer.body["value"])[0]?.id);
  if (id === undefined)
    throw new GraphFailure("answer-unusable", "Graph's answer to /organization has no tenant in it.", unusableRemedy);
  verify(id.toLowerCase());
}
