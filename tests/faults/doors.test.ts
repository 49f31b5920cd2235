import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresAnswers } from "../support/test-database";
import { sendDuplicates } from "./duplicates";
import { killDoor } from "./killed-work";
import { openStage, type Stage } from "./stage";

// The faults that are quick enough for every run; `npm run faults` tries the others, which wait for leases.
const hasPostgres = await postgresAnswers();

let stage: Stage;
beforeAll(async () => {
  if (hasPostgres) stage = await openStage();
});
afterAll(async () => {
  if (hasPostgres) await stage.close();
});

test.runIf(hasPostgres)(
  "WH-05 fifty copies of a delivery to two processes at once are one event and one effect",
  async () => {
    expect(await sendDuplicates(stage, (firm) => firm.work())).toMatchObject({ lost: [], doubled: [] });
  },
);

test.runIf(hasPostgres)(
  "WH-06 a door killed with a delivery half stored has stored nothing, and the repeat is taken once",
  async () => {
    expect(await killDoor(stage)).toMatchObject({ lost: [], doubled: [] });
  },
);
