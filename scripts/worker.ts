import path from "node:path";
import { checkDatabaseRole } from "@/db/check-role";
import { startWorker, stopWorker } from "@/lib/jobs/worker";
import { adoptEnvironment } from "./start/adopt-environment";
import { listenForStop } from "./start/listen-for-stop";
import { runCommand } from "./start/run-command";
import { StartProblem } from "./start/start-problem";

await runCommand(async () => {
  const { parts } = adoptEnvironment(path.resolve(import.meta.dirname, ".."));
  if (parts.database) {
    throw new StartProblem("The embedded database belongs to one process: `npm start` works on the jobs itself.");
  }
  // The same settings tell the web process to leave the jobs alone; here they are worked on and looked after.
  process.env["DOCKETLINE_WORKER"] = "in-process";
  const problems = await checkDatabaseRole();
  if (problems.length > 0) throw new StartProblem(`The user of DATABASE_URL ${problems.join("; ")}.`);
  const stop = listenForStop();
  await startWorker();
  console.log("The worker runs. Ctrl-C lets the jobs under way end, then stops it.");
  await stop.requested;
  await stopWorker();
});
