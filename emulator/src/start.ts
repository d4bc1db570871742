import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { serveControl } from "./control/control-endpoint";
import { buildTenant } from "./file/build-tenant";
import { readTenantFile } from "./file/read-tenant-file";
import { type TenantDocument, TenantFileError } from "./file/tenant-document";
import { GraphService } from "./graph/service/graph-service";
import { createCertificates } from "./server/certificates";
import { listenAsProxy } from "./server/forward-proxy";
import { serveGraph } from "./server/graph-endpoint";
import { type CloudName, clouds, hostsOf, isServedHost, refuseHost } from "./server/hosts";
import { listen } from "./server/http-server";
import { Ports } from "./server/ports";
import { Authority } from "./sign-in/authority";
import { authenticateAnybody } from "./sign-in/open-sign-in";
import { isMetadataPath, serveMetadata } from "./sign-in/cloud-metadata";
import { isSignInPath, serveSignIn } from "./sign-in/sign-in-endpoint";
import { MovableClock } from "./tenant/clock";
import { createTenant } from "./tenant/tenant";
import type { Tenant } from "./tenant/tenant-type";

export type { TenantDocument } from "./file/tenant-document";
export type { FaultRule } from "./graph/service/faults";
export type { LogEntry } from "./tenant/changes";

export interface EmulatorOptions {
  /** A tenant document, or the path of a tenant file. */
  readonly tenant: TenantDocument | string;
  /** Port of Graph on loopback; 0 or nothing = any free one. */
  readonly port?: number;
  /** Port of the control API; 0 = any free one, nothing = no control API. */
  readonly controlPort?: number;
  /**
   * `open` (the default): any bearer token will do. `required`: only tokens of this emulator's own token endpoint,
   * with the permissions of the application in the tenant file.
   */
  readonly signIn?: "open" | "required";
  /** Serves over TLS, with a certificate of an authority that is made at the start. */
  readonly tls?: boolean;
  /** Which of Microsoft's clouds the tenant lives in: whose host names and tokens these are; `global` by default. */
  readonly cloud?: CloudName;
  /** With TLS: port of a proxy for HTTPS_PROXY that brings Microsoft's own host names here; 0 = any free one. */
  readonly proxyPort?: number;
  /** Settings by name, over those of the tenant file. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Decides everything that is left to chance, the order of batch answers for one. */
  readonly seed?: number;
}

export interface Emulator {
  /** Where Graph is, without version: `http://127.0.0.1:12345`. With TLS it is where the sign-in is, too. */
  readonly url: string;
  readonly controlUrl: string | undefined;
  readonly proxyUrl: string | undefined;
  /** With TLS: the certificate, as PEM, that clients must trust. */
  readonly certificateAuthority: string | undefined;
  readonly tenant: Tenant;
  readonly clock: MovableClock;
  readonly service: GraphService;
  stop(): Promise<void>;
}

/**
 * Starts an emulated tenant on loopback.
 * @throws TenantFileError, SettingsError, or the system's error where a port is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { document, locate } =
    typeof options.tenant === "string"
      ? readTenantFile(options.tenant)
      : { document: options.tenant, locate: undefined };
  const built = buildTenant(document, options.settings, locate);
  if (options.signIn === "required" && built.applications.length === 0) {
    throw new TenantFileError([
      "Nobody can sign in: the tenant has no `apps`. Add an application with its appId, permissions and a " +
        "secret, or start without --sign-in.",
    ]);
  }
  const cloud = clouds[options.cloud ?? "global"];
  const clock = new MovableClock(Date.now);
  const tenant = createTenant({ ...built, clock: clock.now });
  const service = new GraphService({ tenant, newId: randomUUID, seed: options.seed ?? 1 });
  const authority = new Authority(tenant.state.organization, built.applications, clock.now, cloud);
  const certificates = options.tls === true ? await createCertificates(hostsOf(cloud)) : undefined;
  const scheme = certificates === undefined ? "http" : "https";
  const authenticate =
    options.signIn === "required"
      ? (header: string | undefined) => authority.authenticate(header)
      : authenticateAnybody;
  const endpoint = { tenant, service, authenticate, newId: randomUUID, scheme, cloud } as const;

  const answer: RequestListener = (message, response) => {
    const [path = "", search] = (message.url ?? "").split("?");
    const { host = "localhost" } = message.headers;
    const apiVersion = new URLSearchParams(search).get("api-version") ?? "";
    if (!isServedHost(host, cloud)) refuseHost(response);
    else if (isMetadataPath(path)) serveMetadata(`${scheme}://${host}`, apiVersion, response);
    else if (isSignInPath(path)) void serveSignIn(authority, scheme, message, response);
    else void serveGraph(endpoint, message, response);
  };

  const ports = new Ports();
  const graph = await ports.open(listen(answer, options.port ?? 0, certificates));
  const context = { tenant, clock, service, extraRules: built.extraRules, applications: built.applications };
  const control =
    options.controlPort === undefined
      ? undefined
      : await ports.open(
          listen((message, response) => void serveControl(context, message, response), options.controlPort),
        );
  const proxy =
    options.proxyPort === undefined || certificates === undefined
      ? undefined
      : await ports.open(listenAsProxy(options.proxyPort, graph.port, hostsOf(cloud)));
  return {
    url: `${scheme}://127.0.0.1:${graph.port}`,
    controlUrl: control === undefined ? undefined : `http://127.0.0.1:${control.port}`,
    proxyUrl: proxy === undefined ? undefined : `http://127.0.0.1:${proxy.port}`,
    certificateAuthority: certificates?.certificateAuthority,
    tenant,
    clock,
    service,
    stop: () => ports.close(),
  };
}
