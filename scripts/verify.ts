import { runTests } from "./test/run-tests";

process.exit(await runTests({ withBrowser: false }));
