export type Cloud = "global" | "usgov-l4" | "usgov-l5" | "china";

export interface CloudHosts {
  readonly graph: string;
  readonly authority: string;
}

/** Graph and sign-in hosts of Microsoft's national clouds (learn.microsoft.com/graph/deployments). */
export const cloudHosts: Readonly<Record<Cloud, CloudHosts>> = {
  global: { graph: "https://graph.microsoft.com", authority: "https://login.microsoftonline.com" },
  "usgov-l4": { graph: "https://graph.microsoft.us", authority: "https://login.microsoftonline.us" },
  "usgov-l5": { graph: "https://dod-graph.microsoft.us", authority: "https://login.microsoftonline.us" },
  china: { graph: "https://microsoftgraph.chinacloudapi.cn", authority: "https://login.chinacloudapi.cn" },
};

const names: Readonly<Record<string, Cloud>> = {
  global: "global",
  public: "global",
  azurecloud: "global",
  "usgov-l4": "usgov-l4",
  usgovernment: "usgov-l4",
  usgovernmentl4: "usgov-l4",
  "usgov-l5": "usgov-l5",
  usgovernmentl5: "usgov-l5",
  dod: "usgov-l5",
  china: "china",
};

/** Takes our names and those of the Azure providers' `ARM_ENVIRONMENT`. */
export function findCloud(name: string): Cloud | undefined {
  return Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined;
}
