// Loaded before the web server: when the process that started it is gone, by whatever signal, the server ends as well.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
