// How dependency-cruiser finds `@/…`: TypeScript 7 has no programming interface through which it could read tsconfig.json.
module.exports = {
  resolve: {
    alias: { "@": process.cwd() },
    extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".json"],
  },
};
