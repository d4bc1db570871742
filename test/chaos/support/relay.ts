import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";

/** The network between the product and the tenant, which can be cut. */
export class Relay {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isDown = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Passes on to a port of this machine. */
  static async open(port: number): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on("connection", (socket) => relay.#pass(socket, port));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resets every connection that is open: what was under way is lost, or done and not answered. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Nobody gets through until `mend`. */
  cut(): void {
    this.#isDown = true;
    this.reset();
  }

  mend(): void {
    this.#isDown = false;
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #pass(socket: Socket, port: number): void {
    socket.on("error", () => undefined);
    if (this.#isDown) {
      socket.resetAndDestroy();
      return;
    }
    const other = connect(port, "127.0.0.1");
    for (const [one, opposite] of [
      [socket, other],
      [other, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => undefined);
      one.on("close", () => {
        this.#sockets.delete(one);
        opposite.destroy();
      });
      one.pipe(opposite);
    }
  }
}
