import { openDatabase } from "@/db/open-database";

// A program of its own, whose engine is watched from outside.
const settings = {
  url: undefined,
  driver: "pglite",
  folder: "memory",
  neonProxy: undefined,
  maxConnections: 1,
} as const;
const database = await openDatabase(settings);
await database.query("select 1");
await database.close();
process.stdout.write("closed\n");
