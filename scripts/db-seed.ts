import { tendEmbedded } from "@/db/tend-embedded";
import { mayMigrate, migrateDatabase } from "./database/migrate-database";
import { seedScenario } from "./database/seed-scenario";
import { withDatabase } from "./database/with-database";

await withDatabase(async () => {
  if (mayMigrate()) await migrateDatabase();
  console.log(await seedScenario(process.argv[2] ?? "demo"));
  await tendEmbedded();
});
