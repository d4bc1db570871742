import { writeFileSync } from "node:fs";
import { say, stayCommand } from "../stay-command";
import { probeTenant } from "./probe-tenant";

const command = stayCommand("probe", async (graph, options) => {
  const { profile, left } = await probeTenant(graph, options);
  const { out } = command.opts<{ readonly out: string }>();
  writeFileSync(out, `${JSON.stringify(profile, undefined, 2)}\n`);
  const settled = Object.keys(profile.settings).length;
  say(`${settled} settled, ${Object.keys(profile.open).length} open, in ${out}; ${left.length} things left`);
  for (const line of left) say(`left: ${line}`);
  return left.length === 0;
}).option("--out <file>", "where the profile goes", "profile.json");

command.parse();
