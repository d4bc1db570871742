import { connect, type Socket } from "node:net";
import { listen, type Listening } from "./http-server";

/**
 * A proxy for HTTPS_PROXY that brings everything meant for Microsoft's sign-in and Graph to the emulator, and nothing
 * anywhere else: other hosts answer 502, so that a test can never reach the network.
 *
 * @param hosts for which it brings to `target`
 */
export async function listenAsProxy(port: number, target: number, hosts: readonly string[]): Promise<Listening> {
  const listening = await listen((_message, response) => void response.writeHead(405).end(), port);
  listening.server.on("connect", (message, client: Socket) => {
    // Before anything else: a client that hangs up on a refusal must not end the emulator.
    client.on("error", () => client.destroy());
    const host = (message.url ?? "").split(":")[0] ?? "";
    if (!hosts.includes(host)) {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const upstream = connect(target, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  return listening;
}
