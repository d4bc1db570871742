/**
 * Six products with a few of their service plans, ids as in Microsoft's table. What is known of them stands here as
 * plain tables, written apart from the project's catalogue, so that the two can disagree.
 */
export interface MiniPlan {
  readonly id: string;
  readonly name: string;
  /** Company: cannot be switched off for one person. */
  readonly appliesTo: "User" | "Company";
  /** The thing that stops working without it. Undefined: nothing that hurts at once. */
  readonly service?: "mailbox" | "files" | "teams" | "phone";
  /** Plans that contain this one. */
  readonly containedIn: readonly string[];
}

export interface MiniSku {
  readonly id: string;
  readonly partNumber: string;
  /** Products of one kind replace each other. */
  readonly kind: "suite" | "phone system" | "visio" | "power bi";
  readonly plans: readonly MiniPlan[];
}

const mailboxLarge = "efb87545-963c-4e0d-99df-69c6916d9eb0";

const plan = (id: string, name: string, more: Partial<MiniPlan> = {}): MiniPlan => ({
  id,
  name,
  appliesTo: "User",
  containedIn: [],
  ...more,
});

const teams = plan("57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1", { service: "teams" });
const exchange1 = plan("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD", {
  service: "mailbox",
  containedIn: [mailboxLarge],
});
const exchange2 = plan(mailboxLarge, "EXCHANGE_S_ENTERPRISE", { service: "mailbox" });
const yammer = plan("7547a3fe-08ee-4ccb-b430-5077c5041653", "YAMMER_ENTERPRISE");
const phone = plan("4828c8ec-dc2e-4779-b502-87ac9ce28ab7", "MCOEV", { service: "phone" });
const visio = plan("663a804f-1c30-4ff0-9915-9db84f0d1cea", "VISIO_CLIENT_SUBSCRIPTION");
const oneDrive = plan("da792a53-cbc0-4184-a10d-e544dd34b3c1", "ONEDRIVE_BASIC", { service: "files" });
const foundation = plan("113feb6c-3fe4-4440-bddc-54d774bf0318", "EXCHANGE_S_FOUNDATION", { appliesTo: "Company" });
const powerBi = plan("70d33638-9c74-4d01-bfd3-562de28bd4ba", "BI_AZURE_P2");

export const miniSkus: readonly MiniSku[] = [
  { id: "18181a46-0d4e-45cd-891e-60aabd171b4e", partNumber: "STANDARDPACK", kind: "suite", plans: [exchange1, teams] },
  {
    id: "6fd2c87f-b296-42f0-b197-1e91e994b900",
    partNumber: "ENTERPRISEPACK",
    kind: "suite",
    plans: [exchange2, teams, yammer],
  },
  {
    id: "c7df2760-2c81-4ef7-b578-5b5392b571df",
    partNumber: "ENTERPRISEPREMIUM",
    kind: "suite",
    plans: [exchange2, teams, yammer, phone],
  },
  { id: "e43b5b99-8dfb-405f-9987-dc307f34bcbd", partNumber: "MCOEV", kind: "phone system", plans: [phone] },
  {
    id: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
    partNumber: "VISIOCLIENT",
    kind: "visio",
    plans: [visio, oneDrive, foundation],
  },
  { id: "f8a1db68-be16-40ed-86d5-cb42ce701560", partNumber: "POWER_BI_PRO", kind: "power bi", plans: [powerBi] },
];

const byId = new Map(miniSkus.map((sku) => [sku.id, sku]));
const byName = new Map(miniSkus.flatMap((sku) => [[sku.partNumber, sku] as const, [sku.id, sku] as const]));

export function miniSku(skuId: string): MiniSku {
  const sku = byId.get(skuId);
  if (sku === undefined) throw new Error(`${skuId} is not in the miniature catalogue`);
  return sku;
}

/** By part number or id, in any case. */
export function miniSkuNamed(name: string): MiniSku {
  const sku = byName.get(name.toUpperCase()) ?? byName.get(name.toLowerCase());
  if (sku === undefined) throw new Error(`${name} is not in the miniature catalogue`);
  return sku;
}

/** Plans of a SKU that can be switched for one person. */
export function switchable(skuId: string): readonly MiniPlan[] {
  return miniSku(skuId).plans.filter((one) => one.appliesTo === "User");
}
