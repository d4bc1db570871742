import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import spawn from "cross-spawn";
import { repositoryRoot } from "../../support/engine";

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly tarball: Buffer;
  readonly manifest: object;
}

function npm(args: readonly string[], folder: string): string {
  const { status, stdout, stderr } = spawn.sync("npm", [...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/**
 * A package registry on this machine that has both packages as they would be published today, and everything else from
 * the registry that npm uses here. So a user's own commands can be typed as they stand.
 */
export class LocalRegistry {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Undefined where the registry that npm uses here cannot be reached. */
  static async start(): Promise<LocalRegistry | undefined> {
    const upstream = npm(["config", "get", "registry"], tmpdir()).replace(/\/$/, "");
    const reachable = await fetch(`${upstream}/cross-spawn`, { method: "HEAD" }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!reachable) return undefined;
    const packages = new Map(
      [pack(repositoryRoot), pack(join(repositoryRoot, "emulator"))].map((one) => [one.name, one]),
    );
    const server = createServer((request, response) => {
      const path = decodeURIComponent((request.url ?? "/").slice(1));
      const own = packages.get(path.replace(/\.tgz$/, ""));
      const origin = `http://${request.headers.host ?? ""}`;
      if (own === undefined) void passOn(`${upstream}${request.url ?? ""}`, request.headers.accept, response);
      else if (path.endsWith(".tgz")) response.end(own.tarball);
      else response.setHeader("cache-control", "no-store").end(JSON.stringify(packument(own, origin)));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new LocalRegistry(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

function pack(folder: string): Packed {
  const out = mkdtempSync(join(tmpdir(), "packed-"));
  try {
    npm(["pack", "--ignore-scripts", "--pack-destination", out], folder);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Omit<Packed, "tarball">;
    const { name, version } = manifest;
    return { name, version, manifest, tarball: readFileSync(join(out, `${name}-${version}.tgz`)) };
  } finally {
    rmSync(out, { recursive: true });
  }
}

function packument({ name, version, manifest, tarball }: Packed, origin: string): object {
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const dist = { integrity, tarball: `${origin}/${name}.tgz` };
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

async function passOn(url: string, accept: string | undefined, response: ServerResponse): Promise<void> {
  try {
    const answer = await fetch(url, accept === undefined ? {} : { headers: { accept } });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch (error) {
    response.writeHead(502).end(error instanceof Error ? error.message : String(error));
  }
}
