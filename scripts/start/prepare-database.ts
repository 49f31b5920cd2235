import type { LocalData } from "./local-data";
import { openLog } from "./open-log";
import type { ChildEnvironment } from "./start-child";
import { StartProblem } from "./start-problem";
import type { Supervisor } from "./supervise-children";
import { tailOf } from "./tail-of";

type DatabaseSetup = { root: string; local: LocalData | undefined; supervisor: Supervisor };

/**
 * Migrates the database, and fills the demo firms in where a part is embedded; in a process of its own, because an
 * embedded database belongs to one process at a time. A server without its owner's connection is migrated elsewhere.
 * @throws StartProblem with the end of its output
 */
export async function prepareDatabase(
  { root, local, supervisor }: DatabaseSetup,
  env: ChildEnvironment,
): Promise<void> {
  if (!local && env["DATABASE_OWNER_URL"] === undefined) return;
  const log = local && openLog(local.dir, "database");
  const child = supervisor.start({
    name: "The database set-up",
    args: ["--conditions=react-server", "--import", "tsx", local ? "scripts/db-seed.ts" : "scripts/db-migrate.ts"],
    cwd: root,
    env: local ? { ...env, VAPI_SIMULATOR_KEYS: JSON.stringify(local.secrets.vapiSimulatorKeys) } : env,
    output: log ?? "terminal",
  });
  const code = await child.ended;
  if (code !== 0) throw new StartProblem(`The database could not be set up:\n${tailOf(log?.file)}`.trimEnd());
}
