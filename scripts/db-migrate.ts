import { migrateDatabase } from "./database/migrate-database";
import { withDatabase } from "./database/with-database";

await withDatabase(async () => {
  await migrateDatabase();
  console.log("The database is at the newest schema.");
});
