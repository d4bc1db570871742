import { rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import type { CloudName } from "../../../emulator/src/server/hosts";
import { type Emulator, startEmulator } from "../../../emulator/src/start";
import { contosoWithApplications } from "../../../emulator/test/support/applications";
import { run } from "../../../emulator/test/support/run";

type Environment = Readonly<Record<string, string>>;

/**
 * An emulated tenant over TLS that takes only tokens of its own, and a process that signs in to it as its environment
 * says.
 */
export interface SignedInTenant {
  readonly emulator: Emulator;
  readonly applications: Awaited<ReturnType<typeof contosoWithApplications>>;
  readonly tenantId: string;
  /** Where Graph and sign-in are, and the certificate to trust. */
  readonly onLoopback: Environment;
  readonly trusted: string;
  /** What the process printed: the tenant it reached, or why it did not. */
  readonly signIn: (env: Environment) => Promise<unknown>;
  /** What it prints where everything works. */
  readonly signedIn: unknown;
  /** A token of the writing application, got by its secret. */
  readonly issueToken: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** @param alsoTrusted certificates of other stand-ins, as PEM */
export async function startSignedInTenant(
  alsoTrusted = "",
  proxyPort?: number,
  cloud: CloudName = "global",
): Promise<SignedInTenant> {
  const applications = await contosoWithApplications();
  const emulator = await startEmulator({
    tenant: applications.tenant,
    signIn: "required",
    tls: true,
    cloud,
    ...(proxyPort === undefined ? {} : { proxyPort }),
  });
  const trusted = join(applications.folder, "authority.pem");
  writeFileSync(trusted, `${emulator.certificateAuthority ?? ""}\n${alsoTrusted}`);
  const tenantId = emulator.tenant.state.organization.id;
  return {
    emulator,
    applications,
    tenantId,
    trusted,
    onLoopback: { M365_LICENSES_GRAPH_ENDPOINT: emulator.url, AZURE_AUTHORITY_HOST: emulator.url },
    signedIn: { tenant: tenantId, user: "adele@contoso.com", write: "applied" },
    // A process of its own, as certificates are trusted once and for all when Node starts.
    signIn: async (env) => {
      const own = Object.fromEntries(
        Object.entries(process.env).filter(
          ([name]) => !/^(AZURE_|ARM_|M365_|ACTIONS_|IDENTITY_|MSI_|SYSTEM_)|_PROXY$/i.test(name),
        ),
      );
      const { stdout, stderr } = await run(
        process.execPath,
        ["--require", "tsx/cjs", join(__dirname, "sign-in-once.ts")],
        { ...own, NODE_EXTRA_CA_CERTS: trusted, ...env },
        60_000,
      );
      if (stdout.trim() === "") throw new Error(stderr);
      return JSON.parse(stdout) as unknown;
    },
    issueToken: () =>
      new Promise((resolve, reject) => {
        const form = new URLSearchParams({
          grant_type: "client_credentials",
          client_id: applications.writer.appId,
          client_secret: applications.writer.secret,
          scope: "https://graph.microsoft.com/.default",
        });
        const asked = request(
          `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
          {
            method: "POST",
            ca: emulator.certificateAuthority,
            headers: { "content-type": "application/x-www-form-urlencoded" },
          },
          (response) => {
            let text = "";
            response.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
            response.on("end", () => resolve((JSON.parse(text) as { access_token: string }).access_token));
          },
        );
        asked.on("error", reject);
        asked.end(form.toString());
      }),
    stop: async () => {
      await emulator.stop();
      rmSync(applications.folder, { recursive: true });
    },
  };
}
