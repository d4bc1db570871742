import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../src/start";
import { skuIds } from "./support/contoso";
import { largeTenant } from "./support/large-tenant";

const people = 100_000;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: largeTenant(people) });
}, 120_000);
afterAll(async () => {
  agent.destroy();
  await emulator.stop();
});

function send(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${emulator.url}${path}`,
      { method, agent, headers: { authorization: "Bearer test", "content-type": "application/json" } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

describe.skipIf(process.env["M365_LICENSES_QUICK_RUN"] !== undefined)(
  "100,000 people and 50 SKUs (not in the quick run)",
  () => {
    it("lists everybody in pages of 999, each in less than 20 ms at the median", async () => {
      let path: string | undefined =
        "/v1.0/users?$select=id,userPrincipalName,usageLocation,assignedLicenses,licenseAssignmentStates&$top=999";
      const times: number[] = [];
      const walls: number[] = [];
      let seen = 0;
      while (path !== undefined) {
        const began = performance.now();
        const started = process.cpuUsage();
        const { text } = await send("GET", path);
        const { user, system } = process.cpuUsage(started);
        times.push((user + system) / 1000);
        walls.push(performance.now() - began);
        const page = JSON.parse(text) as { value: unknown[]; "@odata.nextLink"?: string };
        seen += page.value.length;
        path = page["@odata.nextLink"]?.slice(emulator.url.length);
      }
      const [median, wall] = [medianOf(times), medianOf(walls)];
      process.stdout.write(
        `emulator: page of 999, median ${median.toFixed(1)} ms of processor and ${wall.toFixed(1)} ms by the ` +
          `clock over ${times.length} pages\n`,
      );
      expect([seen, times.length]).toEqual([people, 101]);
      // Processor time of server and client together, so that whatever else runs beside the tests does not count.
      expect(median).toBeLessThan(20);
    });

    it("takes more than 1,000 assignments a second", async () => {
      const batches = 250;
      const began = performance.now();
      const started = process.cpuUsage();
      const headers = { "Content-Type": "application/json" };
      const sendBatch = async (batch: number): Promise<void> => {
        const requests = Array.from({ length: 20 }, (_, at) => ({
          id: String(at),
          method: "POST",
          url: `/users/user${batch * 20 + at}@large.onmicrosoft.com/assignLicense`,
          headers,
          body: {
            addLicenses: [{ skuId: skuIds.ENTERPRISEPREMIUM, disabledPlans: [] }],
            removeLicenses: [skuIds.ENTERPRISEPACK],
          },
        }));
        const answer = await send("POST", "/v1.0/$batch", { requests });
        const { responses } = JSON.parse(answer.text) as { responses: { status: number }[] };
        expect(responses.filter(({ status }) => status !== 200)).toEqual([]);
      };
      for (let batch = 0; batch < batches; batch += 5)
        await Promise.all([0, 1, 2, 3, 4].map((beside) => sendBatch(batch + beside)));
      const { user, system } = process.cpuUsage(started);
      const rate = (batches * 20) / ((user + system) / 1_000_000);
      const byClock = (batches * 20) / ((performance.now() - began) / 1000);
      process.stdout.write(
        `emulator: ${rate.toFixed(0)} assignments a second of processor, ${byClock.toFixed(0)} a second by the clock\n`,
      );
      expect(emulator.tenant.state.consumed.get(skuIds.ENTERPRISEPREMIUM)).toBe(5000);
      expect(rate).toBeGreaterThan(1000);
    });
  },
);
