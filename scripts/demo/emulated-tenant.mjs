import { spawn } from "node:child_process";
import { join } from "node:path";
import { whenInterrupted } from "../interrupt.mjs";

/**
 * Starts the emulated tenant in a process of its own and waits until it listens.
 *
 * @param {string} root the project, compiled
 * @param {string} tenantFile
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export function startEmulatedTenant(root, tenantFile) {
  const child = spawn(
    process.execPath,
    [join(root, "dist/src/cli/main.js"), "emulator", "--tenant", tenantFile, "--port", "0"],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const forget = whenInterrupted(stop);
  void ended.then(forget);
  return new Promise((resolve, reject) => {
    let said = "";
    /** @param {Buffer} text */
    const hear = (text) => {
      said += text.toString("utf8");
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, stop });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then(() => reject(new Error(`The emulated tenant did not start:\n${said}`)));
  });
}

/**
 * @typedef {{ skuId: string, skuPartNumber: string, consumedUnits: number, prepaidUnits: { enabled: number } }} Pool
 *
 * @typedef {{ skuId: string, assignedByGroup: string | null }} Held
 *
 * @typedef {{ userPrincipalName: string, licenseAssignmentStates: readonly Held[] }} Person
 */

/**
 * A look at the tenant and a hand in it, as an administrator has them beside every tool.
 *
 * @param {string} url
 */
export function administrator(url) {
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<unknown>} */
  const request = async (method, path, body) => {
    const response = await fetch(`${url}/v1.0${path}`, {
      method,
      headers: { authorization: "Bearer administrator", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const readPools = async () =>
    /** @type {{ value: readonly Pool[] }} */ (await request("GET", "/subscribedSkus")).value;
  const readPeople = async () => {
    const path = "/users?$select=userPrincipalName,licenseAssignmentStates&$top=999";
    return /** @type {{ value: readonly Person[] }} */ (await request("GET", path)).value;
  };
  return {
    /** @param {string} name @param {string} partNumber */
    async removeLicense(name, partNumber) {
      const pool = (await readPools()).find(({ skuPartNumber }) => skuPartNumber === partNumber);
      if (pool === undefined) throw new Error(`The tenant has no ${partNumber}.`);
      const change = { addLicenses: [], removeLicenses: [pool.skuId] };
      await request("POST", `/users/${encodeURIComponent(name)}/assignLicense`, change);
    },

    /** @returns {Promise<string>} one line a person, then one line a SKU */
    async describe() {
      const pools = await readPools();
      const names = new Map(pools.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
      const people = (await readPeople()).map(({ userPrincipalName, licenseAssignmentStates }) => {
        const held = licenseAssignmentStates.map(
          ({ skuId, assignedByGroup }) => `${names.get(skuId) ?? skuId}${assignedByGroup ? " (group)" : ""}`,
        );
        return `  ${userPrincipalName.padEnd(48)} ${held.sort().join(", ") || "-"}`;
      });
      const seats = pools.map(
        ({ skuPartNumber, consumedUnits, prepaidUnits }) =>
          `  ${skuPartNumber.padEnd(20)} ${String(consumedUnits).padStart(3)} of ${prepaidUnits.enabled}`,
      );
      return [...people.sort(), "", ...seats].join("\n");
    },
  };
}
