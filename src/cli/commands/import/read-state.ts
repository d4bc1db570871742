import { z } from "zod";
import { describeIssue } from "../../../report/json/describe-issue";
import type { ObjectId, PlanId, SkuId } from "../../../terms/observed";
import { isGuid } from "../../../text/guid";

/** A licence that a resource of another tool owns. */
export interface OwnedLicense {
  /** How that tool names the resource: an address of Terraform, a URN of Pulumi. */
  readonly address: string;
  readonly principal: "user" | "group";
  readonly id: ObjectId;
  readonly skuId: SkuId;
  readonly disabledPlans: readonly PlanId[];
}

export type StateResult =
  | { readonly kind: "read"; readonly tool: "terraform" | "pulumi"; readonly licenses: readonly OwnedLicense[] }
  /** Each names its place in the file: `resources[3].instances[0].attributes.sku_id`. Values are never repeated. */
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/**
 * Reads which licences a state owns: `terraform.tfstate` (or `terraform state pull`) with `azuread_user_license` and
 * `azuread_group_license`, or `pulumi stack export` with `azuread.UserLicense` and `azuread.GroupLicense`. Everything
 * else in the state is passed over: it may hold secrets.
 */
export function readState(text: string): StateResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid("the whole: not JSON");
  }
  const kind = envelope.safeParse(value).data;
  if (kind?.deployment !== undefined) return readPulumi(value);
  if (kind?.resources !== undefined || kind?.lineage !== undefined) return readTerraform(value);
  return invalid("the whole: neither a state of Terraform (`resources`) nor an export of Pulumi (`deployment`)");
}

const envelope = z.object({ deployment: z.unknown(), resources: z.unknown(), lineage: z.unknown() }).partial();

const guid = z
  .string("a GUID is expected")
  .refine(isGuid, "a GUID is expected")
  .transform((text) => text.toLowerCase());
const plans = z
  .array(guid, "a list of GUIDs is expected")
  .nullish()
  .transform((list) => list ?? []);

const terraformState = z.object({
  version: z.literal(4, "a state of version 4 is expected (Terraform 0.12 or newer)"),
  resources: z.array(
    z.object({
      module: z.string().optional(),
      mode: z.string(),
      type: z.string(),
      name: z.string(),
      instances: z.array(
        z.object({ index_key: z.union([z.string(), z.number()]).optional(), attributes: z.unknown().optional() }),
      ),
    }),
  ),
});
const terraformLicense = {
  azuread_user_license: z.object({ user_id: guid, sku_id: guid, disabled_plans: plans }),
  azuread_group_license: z.object({ group_id: guid, sku_id: guid, disabled_plans: plans }),
};

function readTerraform(value: unknown): StateResult {
  const state = terraformState.safeParse(value);
  if (!state.success) return { kind: "invalid", problems: problemsOf(state.error, []) };
  const licenses: OwnedLicense[] = [];
  const problems: string[] = [];
  for (const [at, { module, mode, type, name, instances }] of state.data.resources.entries()) {
    if (mode !== "managed" || !isTerraformLicense(type)) continue;
    for (const [index, { index_key: key, attributes }] of instances.entries()) {
      const read = terraformLicense[type].safeParse(attributes);
      if (!read.success) {
        problems.push(...problemsOf(read.error, ["resources", at, "instances", index, "attributes"]));
        continue;
      }
      const { sku_id: skuId, disabled_plans: disabledPlans } = read.data;
      licenses.push({
        address: [module, type, name].filter((part) => part !== undefined).join(".") + indexOf(key),
        ...("user_id" in read.data
          ? { principal: "user", id: read.data.user_id }
          : { principal: "group", id: read.data.group_id }),
        skuId,
        disabledPlans,
      });
    }
  }
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "read", tool: "terraform", licenses };
}

function indexOf(key: string | number | undefined): string {
  return key === undefined ? "" : `[${JSON.stringify(key)}]`;
}

function isTerraformLicense(type: string): type is keyof typeof terraformLicense {
  return Object.hasOwn(terraformLicense, type);
}

const pulumiExport = z.object({
  version: z.literal(3, "an export of version 3 is expected (`pulumi stack export` of Pulumi 1.0 or newer)"),
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          external: z.boolean().optional(),
          delete: z.boolean().optional(),
          outputs: z.unknown().optional(),
        }),
      )
      .optional(),
  }),
});
const pulumiLicense = {
  "azuread:index/userLicense:UserLicense": z.object({ userId: guid, skuId: guid, disabledPlans: plans }),
  "azuread:index/groupLicense:GroupLicense": z.object({ groupId: guid, skuId: guid, disabledPlans: plans }),
};

function readPulumi(value: unknown): StateResult {
  const state = pulumiExport.safeParse(value);
  if (!state.success) return { kind: "invalid", problems: problemsOf(state.error, []) };
  const licenses: OwnedLicense[] = [];
  const problems: string[] = [];
  for (const [at, resource] of (state.data.deployment.resources ?? []).entries()) {
    // What was only read is not owned, and what waits for its deletion has a successor in the same state.
    if (!isPulumiLicense(resource.type) || resource.external === true || resource.delete === true) continue;
    const read = pulumiLicense[resource.type].safeParse(resource.outputs);
    if (!read.success) {
      const encrypted = JSON.stringify(resource.outputs ?? null).includes('"ciphertext"');
      const hint = encrypted ? " (encrypted: export with --show-secrets)" : "";
      const place = ["deployment", "resources", at, "outputs"];
      problems.push(...problemsOf(read.error, place).map((problem) => `${problem}${hint}`));
      continue;
    }
    const { skuId, disabledPlans } = read.data;
    licenses.push({
      address: resource.urn,
      ...("userId" in read.data
        ? { principal: "user", id: read.data.userId }
        : { principal: "group", id: read.data.groupId }),
      skuId,
      disabledPlans,
    });
  }
  return problems.length > 0 ? { kind: "invalid", problems } : { kind: "read", tool: "pulumi", licenses };
}

function isPulumiLicense(type: string): type is keyof typeof pulumiLicense {
  return Object.hasOwn(pulumiLicense, type);
}

function problemsOf(error: z.ZodError, within: readonly (string | number)[]): readonly string[] {
  return error.issues.map((issue) => describeIssue(issue, within));
}

function invalid(problem: string): StateResult {
  return { kind: "invalid", problems: [problem] };
}
