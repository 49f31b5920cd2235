import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Finding, judge } from "./finding";
import { startProcess } from "./start-process";

const ENOUGH = /committed 40\./;

/** A process is killed while it writes to an embedded database; the next one takes the folder over. */
export async function killFolderWriter(): Promise<Finding> {
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-folder-"));
  const env = { DOCKETLINE_DATA_DIR: folder, LOG_LEVEL: "error" };
  const script = "tests/faults/folder-process.ts";
  const writer = startProcess(script, ["write"], env);
  try {
    await writer.written(ENOUGH);
    const intruder = startProcess(script, ["read"], env);
    const refusal = intruder.written(/in use by process \d+/).then(() => 1);
    const isRefused = await refusal.finally(() => intruder.kill());
    await writer.kill();
    const said = Number([...writer.output().matchAll(/committed (\d+)\./g)].at(-1)?.[1]);
    const startedAt = Date.now();
    const reader = startProcess(script, ["read"], env);
    const [, found, chain] = await reader.written(/found (\d+) chain (\w+)\./);
    await reader.kill();
    // The last row may have been committed in the instant before it could be told.
    const missing = Math.max(0, said - Number(found));
    const extra = Math.max(0, Number(found) - said - 1);
    return judge(
      `embedded folder killed at row ${said}`,
      { rows: missing > 0 ? 0 : 1 + extra, "audit chain": chain === "true" ? 1 : 0, lock: isRefused },
      (Date.now() - startedAt) / 1_000,
    );
  } finally {
    await writer.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
