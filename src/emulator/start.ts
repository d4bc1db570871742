import { randomUUID } from "node:crypto";
import { buildTenant } from "./file/build-tenant";
import { readTenantFile } from "./file/read-tenant-file";
import type { TenantDocument } from "./file/tenant-document";
import { createGraphService, type GraphService } from "./graph/service";
import { serveControl } from "./control/control-endpoint";
import { serveGraph } from "./server/graph-endpoint";
import { listen, type Listening } from "./server/http-server";
import { authenticateAnybody } from "./sign-in/open-sign-in";
import { createMovableClock, type MovableClock } from "./tenant/clock";
import { createTenant, type Tenant } from "./tenant/tenant";

export type { TenantDocument } from "./file/tenant-document";
export type { FaultRule } from "./graph/faults";
export type { LogEntry } from "./tenant/changes";

export interface EmulatorOptions {
  /** A tenant document, or the path of a tenant file. */
  readonly tenant: TenantDocument | string;
  /** Port of Graph on loopback; 0 or nothing = any free one. */
  readonly port?: number;
  /** Port of the control API; 0 = any free one, nothing = no control API. */
  readonly controlPort?: number;
  /** Settings by name, over those of the tenant file. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Decides everything that is left to chance, the order of batch answers for one. */
  readonly seed?: number;
}

export interface Emulator {
  /** Where Graph is, without version: `http://127.0.0.1:12345`. */
  readonly url: string;
  readonly controlUrl: string | undefined;
  /** The tenant behind it: state, log, clock. Call `tenant.settle()` before reading it directly. */
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
  const document = typeof options.tenant === "string" ? readTenantFile(options.tenant) : options.tenant;
  const built = buildTenant(document, options.settings);
  const clock = createMovableClock(Date.now);
  const tenant = createTenant({ ...built, clock: clock.now });
  const service = createGraphService({ tenant, newId: randomUUID, seed: options.seed ?? 1 });
  const endpoint = { tenant, service, authenticate: authenticateAnybody, newId: randomUUID, scheme: "http" as const };
  const graph = await listen((message, response) => void serveGraph(endpoint, message, response), options.port ?? 0);
  const control = options.controlPort === undefined ? undefined : await listenControl({ tenant, clock, service, extraRules: built.extraRules }, options.controlPort);
  return {
    url: `http://127.0.0.1:${graph.port}`,
    controlUrl: control === undefined ? undefined : `http://127.0.0.1:${control.port}`,
    tenant,
    clock,
    service,
    stop: async () => {
      await Promise.all([graph.stop(), control?.stop()]);
    },
  };
}

function listenControl(context: Parameters<typeof serveControl>[0], port: number): Promise<Listening> {
  return listen((message, response) => void serveControl(context, message, response), port);
}
