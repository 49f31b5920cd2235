// Plain JavaScript without imports: this file must at least speak clearly on a Node that is too old for the rest.
const major = Number(process.versions.node.split(".")[0]);

if (major < 18) {
  console.error(
    `Docketline needs Node 18 or later to begin; this machine runs Node ${process.versions.node}. Get one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

import("./enter/run-command.mjs")
  .then((module) => module.runCommand(process.argv.slice(2)))
  .catch((error) => {
    console.error(error.clear ? error.message : error);
    process.exit(1);
  });
