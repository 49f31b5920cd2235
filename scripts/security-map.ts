import path from "node:path";
import { securityMap } from "./security/security-map";

for (const [requirement, names] of securityMap(path.resolve(import.meta.dirname, ".."))) {
  console.log(requirement);
  for (const name of names) console.log(`  ${name}`);
}
