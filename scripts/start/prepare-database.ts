import type { LocalSecrets } from "./local-secrets";
import { openLog } from "./open-log";
import type { Parts } from "./plan-parts";
import type { ChildEnvironment } from "./start-child";
import { StartProblem } from "./start-problem";
import type { Supervisor } from "./supervise-children";
import { tailOf } from "./tail-of";

type DatabaseSetup = { root: string; dataDir: string; parts: Parts; secrets: LocalSecrets; supervisor: Supervisor };

/**
 * Migrates the database, and fills the demo firms in where a part is embedded; in a process of its own, because an
 * embedded database belongs to one process at a time.
 * @throws StartProblem with the end of its output
 */
export async function prepareDatabase(setup: DatabaseSetup, env: ChildEnvironment): Promise<void> {
  const seeds = setup.parts.mode === "embedded";
  const log = openLog(setup.dataDir, "database");
  const script = seeds ? "scripts/db-seed.ts" : "scripts/db-migrate.ts";
  const child = setup.supervisor.start({
    name: "The database set-up",
    args: ["--conditions=react-server", "--import", "tsx", script],
    cwd: setup.root,
    env: { ...env, VAPI_SIMULATOR_KEYS: JSON.stringify(setup.secrets.vapiSimulatorKeys) },
    output: log,
  });
  const code = await child.ended;
  if (code !== 0) throw new StartProblem(`The database could not be set up:\n${tailOf(log.file)}`);
}
