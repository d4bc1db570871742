import { generate } from "selfsigned";
import type { Tls } from "./http-server";

export interface Certificates extends Tls {
  /** Certificate of the authority that clients must trust, as PEM. It lives as long as the emulator. */
  readonly certificateAuthority: string;
}

/** A fresh authority and a server certificate from it, for loopback and for these names. */
export async function createCertificates(names: readonly string[]): Promise<Certificates> {
  // Made in a thousandth of the time that two RSA keys take, half a second of every start.
  const options = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "Emulated tenant authority" }], {
    ...options,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...options,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...["localhost", ...names].map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key: server.private, cert: `${server.cert}\n${authority.cert}`, certificateAuthority: authority.cert };
}
