import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isInstalled, pythonSdk } from "../../../scripts/conformance/clients.mjs";
import { variablesFor } from "../../src/command/introduce";
import { startEmulator, type Emulator } from "../../src/start";
import { contosoWithApplications } from "../support/applications";
import { skuIds } from "../support/contoso";
import { run } from "../support/run";

const sdk = pythonSdk(process.env);
if (!isInstalled(sdk)) process.stdout.write(`skipped: ${sdk.name} is not there; npm run conformance installs it\n`);

describe.skipIf(!isInstalled(sdk))("msgraph-sdk for Python over TLS", () => {
  let emulator: Emulator;
  let folder: string;
  let cases: ReadonlyMap<string, { readonly result?: unknown; readonly error?: string }>;
  beforeAll(async () => {
    const { tenant, writer, reader, folder: made } = await contosoWithApplications();
    folder = made;
    emulator = await startEmulator({
      tenant,
      signIn: "required",
      tls: true,
      proxyPort: 0,
      settings: { groupProcessingDelayMs: 0 },
    });
    const authorityPath = join(folder, "authority.pem");
    writeFileSync(authorityPath, emulator.certificateAuthority ?? "");
    // What the command prints for other clients.
    const variables = variablesFor({ emulator, authorityFile: authorityPath, signIn: "required" });
    const input = {
      tenantId: emulator.tenant.state.organization.id,
      writer,
      reader,
      skus: { E1: skuIds.STANDARDPACK, E3: skuIds.ENTERPRISEPACK, E5: skuIds.ENTERPRISEPREMIUM },
    };
    const { stdout, stderr } = await run(
      sdk.entry,
      [join(__dirname, "../conformance/msgraph_sdk.py")],
      { ...process.env, ...variables, CONFORMANCE: JSON.stringify(input) },
      180_000,
    );
    const lines = stdout
      .trim()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    cases = new Map(
      lines
        .map((line) => JSON.parse(line) as { name: string; source: string; result?: unknown; error?: string })
        .map((found) => [`${found.name} (facts, section ${found.source})`, found]),
    );
    if (cases.size === 0) throw new Error(stderr);
  }, 240_000);
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, unknown]>([
    ["lists everybody by next links (facts, section 3)", [6, 3]],
    ["filters by licence (facts, section 3)", ["adele@contoso.com"]],
    ["advanced filter with its header, and a count (facts, section 3)", [6, 4]],
    ["gets one person (facts, section 3)", ["Diego Siciliani", "GB", []]],
    ["adds and removes in one call (facts, section 1)", [[skuIds.ENTERPRISEPREMIUM], "Active", null]],
    ["switches a plan off (facts, section 1)", 1],
    [
      "is told the error as a type: no usage location (facts, section 2)",
      [400, "Request_BadRequest", "License assignment cannot be done for user with invalid usage location."],
    ],
    [
      "is told the error as a type: unknown user (facts, section 2)",
      [
        404,
        "Request_ResourceNotFound",
        "Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not " +
          "present.",
      ],
    ],
    ["may not write with an application that reads (facts, section 2)", [403, "Authorization_RequestDenied"]],
    ["licenses a group and reads what its member inherits (facts, section 4)", ["ProcessingComplete", true]],
    ["expands members (facts, section 4)", ["grady@contoso.com"]],
    ["reprocesses a person (facts, section 4)", "Grady Archie"],
    ["reads details of licences (facts, section 3)", ["ENTERPRISEPREMIUM", "Success"]],
    ["reads the SKUs (facts, section 5)", ["ENTERPRISEPACK", 5, "Enabled"]],
    ["batches with the SDK's own builder (facts, section 6)", [200, 200, 404, 400]],
  ])("%s", (name, expected) => {
    expect(cases.get(name)).toMatchObject({ result: expected });
  });

  it("organization (facts, section 1)", () => {
    expect(cases.get("organization (facts, section 1)")).toMatchObject({
      result: emulator.tenant.state.organization.id,
    });
  });

  it("has a case for every line of the script, and no other", () => {
    expect(cases.size).toBe(16);
  });
});
