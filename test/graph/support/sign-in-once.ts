import { connectTenant } from "../../../src/graph/connect-tenant";
import { readConnectionSettings } from "../../../src/graph/connect/connection-settings";

/**
 * Signs in as the environment says, reads one person some times, and prints one line: the tenant, or what went wrong.
 */
async function signInOnce(): Promise<string> {
  try {
    const session = connectTenant(readConnectionSettings(process.env));
    const request = { userNames: ["adele@contoso.com"], userIds: [], groupNames: [], groupIds: [], wholeTenant: false };
    for (let times = 0; times < 5; times += 1) {
      await session.readTenant(request);
      session.forget();
    }
    const { tenant, users } = await session.readTenant(request);
    const [outcome] = await session.write(
      [
        {
          principal: "user",
          id: users[0]?.id ?? "",
          name: "adele@contoso.com",
          usageLocation: "US",
          add: [],
          remove: [],
        },
      ],
      () => undefined,
    );
    return JSON.stringify({
      tenant: tenant.id,
      user: users[0]?.userPrincipalName,
      write: outcome?.kind === "failed" ? outcome.problem.code : outcome?.kind,
    });
  } catch (error) {
    return JSON.stringify({
      failure:
        error instanceof Error
          ? { name: error.name, code: (error as { code?: string }).code, message: error.message }
          : String(error),
    });
  }
}

void signInOnce().then((line) => process.stdout.write(`${line}\n`));
