import { runStart } from "./start/run-start";

process.exit(await runStart({ isDevelopment: true }));
