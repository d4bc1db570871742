import { formatPlace } from "../../../terms/place";
import { count, enumerateSome } from "../../../report/content/words";
import type { Stack } from "../../../stack/stack";
import type { Validation } from "../../../stack/validate-stacks";
import type { Ledger } from "../../../terms/ledger";
import { askEngine } from "../../engine/ask-engine";
import { readLedgers } from "../../read-ledger";
import { stackName } from "../../stacks";
import type { Tenant } from "./examine-tenant";
import { error, fine, note, warning, type Finding } from "./finding";
import type { Visit } from "./patience";

const part = "stacks";
/** More are not looked into: each is a question to the backend. */
const mostStacks = 50;

/** Which stacks are declared, and which of the state own people of this tenant. */
export async function examineStacks(
  context: Visit,
  declared: Validation,
  inState: readonly string[],
  tenant: Tenant | undefined,
): Promise<readonly Finding[]> {
  return [...describeDeclared(declared, tenant), ...(await describeOwners(context, declared, inState, tenant))];
}

function describeDeclared({ files, problems }: Validation, tenant: Tenant | undefined): readonly Finding[] {
  if (files.length === 0)
    return [
      error({
        part,
        code: "no-stacks",
        message: "There is no file in stacks/.",
        remedy: "Write what the tenant has as a stack that changes nobody, or begin with an example:",
        commands: ["npx m365-licenses import --stack <name>", "npx pulumi-m365-licenses init"],
      }),
    ];
  const stacks = files.flatMap(({ result }) => (result.kind === "ok" ? [result.stack] : []));
  const [first] = problems;
  return [
    ...stacks.map((stack) => describeStack(stack, tenant)),
    ...(first === undefined
      ? []
      : [
          error({
            part,
            code: "stack-invalid",
            message:
              `${count(problems.length, "problem", "problems")} in the stack files, first ` +
              `${formatPlace(first.place)}: ${first.message}`,
            remedy: "See them all, each with its place:",
            commands: ["npx m365-licenses validate"],
          }),
        ]),
    ...(tenant !== undefined && stacks.length > 0 && !stacks.some((stack) => isOf(stack, tenant))
      ? [
          error({
            part,
            code: "wrong-tenant",
            message: `No stack is for tenant ${tenant.id}, to which these credentials lead.`,
            remedy:
              "Sign in to the tenant of the stack, or write " + `\`tenant: ${tenant.domains[0] ?? tenant.id}\` in one.`,
          }),
        ]
      : []),
  ];
}

function describeStack(stack: Stack, tenant: Tenant | undefined): Finding {
  const { users, groups } = stack.desired;
  const declares =
    `${stackName(stack.file)} (${stack.file}) declares ${count(users.length, "person", "people")} and ` +
    `${count(groups.length, "group", "groups")} of ${stack.tenant}`;
  return tenant === undefined || isOf(stack, tenant)
    ? fine({ part, code: "stack-declared", message: declares })
    : note({
        part,
        code: "stack-of-another-tenant",
        message: `${declares}: not the tenant of these credentials, so its preview needs others.`,
      });
}

function isOf({ tenant: written }: Stack, { id, domains }: Tenant): boolean {
  return [id, ...domains].some((name) => name.toLowerCase() === written.toLowerCase());
}

interface Owner {
  readonly stack: string;
  readonly isDeclared: boolean;
  readonly ledger: Ledger;
}

async function describeOwners(
  context: Visit,
  declared: Validation,
  inState: readonly string[],
  tenant: Tenant | undefined,
): Promise<readonly Finding[]> {
  const names = new Set(declared.files.map(({ file }) => stackName(file)));
  const owners: Owner[] = [];
  const unread: string[] = inState.slice(mostStacks);
  for (const stack of inState.slice(0, mostStacks)) {
    const ledgers = await readLedgers(context, stack, (args) => askEngine(context, args, context.patience.engine));
    if (ledgers === undefined) unread.push(stack);
    const ofTenant = (ledgers ?? []).filter(({ tenantId }) => tenant === undefined || tenantId === tenant.id);
    owners.push(...ofTenant.map((ledger) => ({ stack, ledger, isDeclared: names.has(stack) })));
  }
  return [
    ...owners.map(describeOwner),
    ...describeShared(owners),
    ...(unread.length === 0
      ? []
      : [
          warning({
            part,
            code: "state-unread",
            message: `What these own is not known, as their state could not be read: ${enumerateSome(unread, 5)}.`,
            remedy: "See what the engine says:",
            commands: [`npx m365-licenses pulumi stack export --stack ${unread[0] ?? ""}`],
          }),
        ]),
  ];
}

function describeOwner({ stack, ledger: { users, groups }, isDeclared }: Owner): Finding {
  const whom = `${count(users.length, "person", "people")} and ${count(groups.length, "group", "groups")}`;
  const owns = `${stack} owns ${whom}`;
  if (isDeclared) return fine({ part, code: "stack-owns", message: owns });
  return warning({
    part,
    code: "other-stack-owns",
    message: `${owns} of this tenant, and is not declared in stacks/ here.`,
    remedy:
      "Somebody else's project, or one that was left behind: whoever is declared in both loses in one what the other " +
      "gives. docs/moving-here.md says how people move from one stack to another. See what it owns:",
    commands: [`npx m365-licenses pulumi stack --stack ${stack}`],
  });
}

/** Whom two stacks own: each would take back what the other gives. */
function describeShared(owners: readonly Owner[]): readonly Finding[] {
  return owners.flatMap((one, index) =>
    owners.slice(index + 1).flatMap((other) => {
      const ids = new Set(ownedBy(other).map(({ id }) => id));
      const shared = ownedBy(one).filter(({ id }) => ids.has(id));
      if (shared.length === 0) return [];
      return [
        warning({
          part,
          code: "owned-twice",
          message:
            `${one.stack} and ${other.stack} both own ` +
            `${enumerateSome(
              shared.map(({ name }) => name),
              5,
            )}.`,
          remedy:
            "Declare them in one stack, and write them under `release:` in the other, where nothing is taken then.",
        }),
      ];
    }),
  );
}

function ownedBy({ ledger: { users, groups } }: Owner): Ledger["users"] {
  return [...users, ...groups].filter(({ skus }) => skus.length > 0);
}
