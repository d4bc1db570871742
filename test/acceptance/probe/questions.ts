import { inFilter, query } from "../../../src/graph/batches/odata";
import {
  asObjects,
  isConcurrencyViolation,
  isObject,
  readError,
  type WireError,
} from "../../../src/graph/batches/wire";
import type { Answer } from "../graph";
import type { Sku, Stay } from "../stay";

type Value = string | number | boolean;

/** What one question has settled: values of the emulator's settings, and the words of Graph that belong to them. */
export interface Finding {
  readonly settings: Readonly<Record<string, Value>>;
  readonly words?: readonly string[];
}

export interface Question {
  /** The settings that it may settle. */
  readonly about: readonly string[];
  readonly skus: number;
  readonly ask: (stay: Stay, ...skus: Sku[]) => Promise<Finding>;
}

const nowhere = "00000000-1111-4222-8333-444444444444";

const errorOf = ({ status, body }: Answer): WireError => readError(status, body);
const isRefused = ({ status }: Answer): boolean => status >= 400;
const add = (...skus: readonly Sku[]) => skus.map(({ skuId }) => ({ skuId, disabledPlans: [] }));
const remove = (...skus: readonly Sku[]) => skus.map(({ skuId }) => skuId);

function assign(
  stay: Stay,
  who: string,
  addLicenses: readonly unknown[],
  removeLicenses: readonly string[] = [],
): Promise<Answer> {
  return stay.graph.send("POST", `${who}/assignLicense`, { addLicenses, removeLicenses });
}

/** The first of a list of values whose words are in the message; nothing where Graph says it otherwise. */
function settle(name: string, answer: Answer, values: Readonly<Record<string, RegExp>>): Finding {
  const { message } = errorOf(answer);
  const value = Object.entries(values).find(([, words]) => words.test(message))?.[0];
  return { settings: value === undefined ? {} : { [name]: value }, words: [message] };
}

async function states(stay: Stay, id: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const body = await stay.graph.expect("GET", `/users/${id}?$select=licenseAssignmentStates`);
  return asObjects(body["licenseAssignmentStates"]);
}

export const questions: readonly Question[] = [
  {
    about: ["emptyAssignment"],
    skus: 0,
    ask: async (stay) => {
      const answer = await assign(stay, `/users/${(await stay.person()).id}`, []);
      return isRefused(answer)
        ? { settings: { emptyAssignment: "refuse" }, words: [errorOf(answer).message] }
        : { settings: { emptyAssignment: "accept" } };
    },
  },
  {
    about: ["sameSkuInAddAndRemove"],
    skus: 1,
    ask: async (stay, sku) => {
      const { id } = await stay.person();
      await stay.graph.expect("POST", `/users/${id}/assignLicense`, { addLicenses: add(sku), removeLicenses: [] });
      const answer = await assign(stay, `/users/${id}`, add(sku), remove(sku));
      if (isRefused(answer)) return { settings: { sameSkuInAddAndRemove: "refuse" }, words: [errorOf(answer).message] };
      return { settings: { sameSkuInAddAndRemove: (await states(stay, id)).length > 0 ? "addWins" : "removeWins" } };
    },
  },
  {
    about: ["unknownPlanText"],
    skus: 1,
    ask: async (stay, { skuId }) => {
      const { id } = await stay.person();
      const answer = await assign(stay, `/users/${id}`, [{ skuId, disabledPlans: [nowhere] }]);
      return settle("unknownPlanText", answer, {
        notInSku: /does not correspond to a service plan/,
        doesNotBelong: /does not belong to the subscription/,
      });
    },
  },
  {
    about: ["noErrorText", "userAssignmentBody"],
    skus: 1,
    ask: async (stay, sku) => {
      const { id } = await stay.person();
      const { body } = await assign(stay, `/users/${id}`, add(sku));
      const [state] = await states(stay, id);
      const said = state?.["error"];
      return {
        settings: {
          userAssignmentBody: "assignedLicenses" in body ? "withLicenses" : "default",
          ...(said === null ? { noErrorText: "null" } : said === "None" ? { noErrorText: "None" } : {}),
        },
      };
    },
  },
  {
    about: ["groupAssignmentBody", "removeInherited", "deleteLicensedGroup", "groupProcessingDelayMs"],
    skus: 1,
    ask: async (stay, sku) => {
      const { id } = await stay.person();
      const group = await stay.group([{ id, name: "" }]);
      const begun = Date.now();
      const given = await assign(stay, `/groups/${group}`, add(sku));
      await stay.eventually(async () => {
        if ((await states(stay, id)).length === 0) throw new Error("the group was not processed in time");
      });
      const seconds = Math.round((Date.now() - begun) / 1000);
      const taken = await assign(stay, `/users/${id}`, [], remove(sku));
      const deleted = await stay.graph.send("DELETE", `/groups/${group}`);
      return {
        settings: {
          groupAssignmentBody: given.body["id"] === undefined ? "empty" : "group",
          removeInherited: isRefused(taken) ? "refuse" : "ignore",
          // An emulator has no minutes, and answers within the second.
          ...(seconds > 1 ? { groupProcessingDelayMs: seconds * 1000 } : {}),
          ...(deleted.status === 400 ? { deleteLicensedGroup: "badRequest" } : {}),
          ...(deleted.status === 403 ? { deleteLicensedGroup: "forbidden" } : {}),
        },
        words: [taken, deleted].filter(isRefused).map((answer) => errorOf(answer).message),
      };
    },
  },
  {
    about: ["unlicensedProcessingState"],
    skus: 0,
    ask: async (stay) => {
      const body = await stay.graph.expect("GET", `/groups/${await stay.group([])}?$select=licenseProcessingState`);
      const state = body["licenseProcessingState"];
      return {
        settings: { unlicensedProcessingState: isObject(state) && state["state"] !== null ? "complete" : "null" },
      };
    },
  },
  {
    about: ["deletedUserName", "restoredLicenses"],
    skus: 1,
    ask: async (stay, sku) => {
      const { id, name } = await stay.person();
      await stay.graph.expect("POST", `/users/${id}/assignLicense`, { addLicenses: add(sku), removeLicenses: [] });
      await stay.graph.expect("DELETE", `/users/${id}`);
      let shown: unknown;
      await stay.eventually(async () => {
        const path = `/directory/deletedItems/${id}?$select=id,userPrincipalName`;
        shown = (await stay.graph.expect("GET", path))["userPrincipalName"];
      });
      await stay.graph.expect("POST", `/directory/deletedItems/${id}/restore`);
      const held = await states(stay, id);
      return {
        settings: {
          ...(shown === name ? { deletedUserName: "kept" } : {}),
          ...(shown === `${id.replaceAll("-", "")}${name}` ? { deletedUserName: "prefixed" } : {}),
          restoredLicenses: held.length > 0 ? "returned" : "lost",
        },
      };
    },
  },
  {
    about: ["idInFilter"],
    skus: 0,
    ask: async (stay) => {
      const { id } = await stay.person();
      const answer = await stay.graph.send("GET", `/users?${query({ $filter: inFilter("id", [id]), $select: "id" })}`);
      return { settings: { idInFilter: isRefused(answer) ? "unsupported" : "supported" } };
    },
  },
  {
    about: ["batchTooLarge", "unknownRoute"],
    skus: 0,
    ask: async (stay) => {
      const requests = Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: "GET", url: "/organization" }));
      const large = errorOf(await stay.graph.send("POST", "/$batch", { requests }));
      const unknown = await stay.graph.send("GET", "/noSuchThingAtAll");
      return {
        settings: {
          ...(large.code === "MaximumValueExceeded" ? { batchTooLarge: "maximumValueExceeded" } : {}),
          ...(/inside batch exceeds/.test(large.message) ? { batchTooLarge: "exceedsLimit" } : {}),
          ...([400, 404].includes(unknown.status) ? { unknownRoute: String(unknown.status) } : {}),
        },
        words: [large.message, errorOf(unknown).message],
      };
    },
  },
  {
    about: ["concurrencyScope", "concurrencyError", "concurrencyRetryAfter"],
    skus: 1,
    ask: async (stay, sku) => {
      const [one, other] = [await stay.person(), await stay.person()];
      const write = (id: string) => ({
        method: "POST",
        url: `/users/${id}/assignLicense`,
        headers: { "Content-Type": "application/json" },
        body: { addLicenses: [], removeLicenses: remove(sku) },
      });
      // Nothing is held, so nothing is taken: each is refused, by its lock or for that.
      const collisions = async (ids: readonly string[]) => {
        const requests = ids.map((id, at) => ({ id: String(at), ...write(id) }));
        const body = await stay.graph.expect("POST", "/$batch", { requests });
        return asObjects(body["responses"]).filter((answer) =>
          isConcurrencyViolation(readError(Number(answer["status"]), answer["body"])),
        );
      };
      const same = await collisions([one.id, one.id]);
      const apart = await collisions([one.id, other.id]);
      const [seen] = [...same, ...apart];
      if (seen === undefined) return { settings: { concurrencyScope: "none" } };
      const error = readError(Number(seen["status"]), seen["body"]);
      const headers = Object.entries(isObject(seen["headers"]) ? seen["headers"] : {});
      const retry = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1];
      return {
        settings: {
          concurrencyScope: apart.length > 0 ? "tenant" : "object",
          concurrencyError:
            error.code === "Request_BadRequest" ? "400BadRequest" : error.status === 400 ? "400" : "409",
          concurrencyRetryAfter: Number(retry ?? 0),
        },
        words: [error.message],
      };
    },
  },
];
