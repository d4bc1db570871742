import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliForMicrosoft365, isInstalled } from "../../../scripts/conformance/clients.mjs";
import { startEmulator, type Emulator } from "../../src/start";
import { contosoWithApplications } from "../support/applications";
import { skuIds } from "../support/contoso";
import { run, type Ran } from "../support/run";

/**
 * The CLI for Microsoft 365 knows Microsoft's addresses only; HTTPS_PROXY and the emulator's authority bring it here.
 */
const cli = cliForMicrosoft365(process.env);
if (!isInstalled(cli)) process.stdout.write(`skipped: ${cli.name} is not there; npm run conformance installs it\n`);

describe.skipIf(!isInstalled(cli))("the CLI for Microsoft 365 through HTTPS_PROXY", { timeout: 240_000 }, () => {
  let emulator: Emulator;
  let home: string;
  let m365: (...args: string[]) => Promise<Ran>;
  beforeAll(async () => {
    const { tenant, writer, folder } = await contosoWithApplications();
    home = folder;
    emulator = await startEmulator({
      tenant,
      signIn: "required",
      tls: true,
      proxyPort: 0,
      settings: { groupProcessingDelayMs: 0 },
    });
    const authorityPath = join(home, "authority.pem");
    writeFileSync(authorityPath, emulator.certificateAuthority ?? "");
    const proxy = emulator.proxyUrl ?? "";
    const env = {
      ...process.env,
      HOME: home,
      HTTPS_PROXY: proxy,
      https_proxy: proxy,
      NO_PROXY: "",
      no_proxy: "",
      NODE_EXTRA_CA_CERTS: authorityPath,
      CLIMICROSOFT365_NOUPDATE: "1",
    };
    m365 = (...args) => run(process.execPath, [cli.entry, ...args, "--output", "json"], env, 120_000);
    const login = await m365(
      "login",
      "--authType",
      "secret",
      "--appId",
      writer.appId,
      "--tenant",
      emulator.tenant.state.organization.id,
      "--secret",
      writer.secret,
    );
    if (login.code !== 0) throw new Error(login.stderr);
  }, 240_000);
  afterAll(async () => {
    await emulator.stop();
    rmSync(home, { recursive: true });
  });

  const read = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await m365(...args);
    expect(code, stderr).toBe(0);
    return stdout === "" ? undefined : JSON.parse(stdout);
  };
  const refusal = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await m365(...args);
    expect(code).toBe(1);
    return stderr.trim();
  };
  const license = (action: "add" | "remove", person: string, skuId: string) => [
    "entra",
    "user",
    "license",
    action,
    "--userName",
    `${person}@contoso.com`,
    "--ids",
    skuId,
    ...(action === "remove" ? ["--force"] : []),
  ];

  it("lists licences (facts, section 5)", async () => {
    expect(await read("entra", "license", "list")).toMatchObject([
      { skuPartNumber: "ENTERPRISEPACK", consumedUnits: 1, prepaidUnits: { enabled: 5 } },
      ...Array.from({ length: 9 }, () => ({})),
    ]);
  });

  it("lists people and finds one (facts, section 3)", async () => {
    expect(await read("entra", "user", "list", "--properties", "userPrincipalName,usageLocation")).toHaveLength(6);
    expect(await read("entra", "user", "get", "--userName", "adele@contoso.com", "--withManager")).toMatchObject({
      displayName: "Adele Vance",
    });
  });

  it("assigns and removes a licence (facts, section 1)", async () => {
    expect(await read(...license("add", "diego", skuIds.ENTERPRISEPACK))).toMatchObject({
      userPrincipalName: "diego@contoso.com",
    });
    expect(emulator.tenant.state.consumed.get(skuIds.ENTERPRISEPACK)).toBe(2);
    await read(...license("remove", "diego", skuIds.ENTERPRISEPACK));
    expect(emulator.tenant.state.consumed.get(skuIds.ENTERPRISEPACK)).toBe(1);
  });

  it.each([
    [
      "no usage location",
      "add",
      "nowhere",
      skuIds.ENTERPRISEPACK,
      "License assignment cannot be done for user with invalid usage location.",
    ],
    ["not assigned", "remove", "diego", skuIds.STANDARDPACK, "User does not have a corresponding license."],
    [
      "inherited",
      "remove",
      "grady",
      skuIds.STANDARDPACK,
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    ],
  ] as const)("is refused in Graph's words: %s (facts, section 2)", async (_, action, person, skuId, message) => {
    expect(await refusal(...license(action, person, skuId))).toBe(`Error: ${message}`);
  });

  it("reads and changes members of groups, which are licensed then (facts, section 4)", async () => {
    const members = ["entra", "group", "member"];
    expect(await read(...members, "list", "--groupName", "Sales Team")).toMatchObject([
      { userPrincipalName: "grady@contoso.com", roles: ["Member"] },
    ]);
    await read(...members, "add", "--groupName", "Sales Team", "--userNames", "lynne@contoso.com", "--role", "Member");
    emulator.tenant.settle();
    expect(emulator.tenant.state.consumed.get(skuIds.STANDARDPACK)).toBe(2);
    expect(await read("entra", "user", "groupmembership", "list", "--userName", "lynne@contoso.com")).toHaveLength(1);
    await read(
      ...members,
      "remove",
      "--groupName",
      "Sales Team",
      "--userNames",
      "lynne@contoso.com",
      "--role",
      "Member",
      "--force",
    );
    emulator.tenant.settle();
    expect(emulator.tenant.state.consumed.get(skuIds.STANDARDPACK)).toBe(1);
    expect(await refusal("entra", "group", "remove", "--displayName", "Sales Team", "--force")).toContain(
      "active licenses",
    );
  });

  it("creates, locates and deletes a person, who is in the recycle bin then (facts, section 2)", async () => {
    await read("entra", "user", "add", "--displayName", "New", "--userName", "new@contoso.com");
    await read("entra", "user", "set", "--userName", "new@contoso.com", "--usageLocation", "GB");
    await read(...license("add", "new", skuIds.STANDARDPACK));
    await read("entra", "user", "remove", "--userName", "new@contoso.com", "--force");
    expect(await read("entra", "user", "recyclebinitem", "list")).toMatchObject([{ displayName: "New" }]);
  });
});
