import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const INSTALL_TIME_LIMIT_MS = 300_000;

function usualPlaces(): string[] {
  switch (process.platform) {
    case "darwin":
      return ["/Applications", path.join(homedir(), "Applications")].flatMap((folder) => [
        `${folder}/Chromium.app/Contents/MacOS/Chromium`,
        `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      ]);
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
        const folder = process.env[name];
        return folder ? [path.join(folder, "Google/Chrome/Application/chrome.exe")] : [];
      });
    default:
      return ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(
        (name) => `/usr/bin/${name}`,
      );
  }
}

/** Path of a Chromium: `CHROMIUM_PATH` when it is set, the usual places, or Playwright's own; undefined without one. */
export function findBrowser(): string | undefined {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  return [...usualPlaces(), chromium.executablePath()].find((place) => existsSync(place));
}

/** Installs Chromium where this account may: through apt as root, else into Playwright's folder of this account. */
export function installBrowser(root: string): string | undefined {
  console.log("No Chromium found: installing one …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-qq"], root);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], root);
  }
  const installed = findBrowser();
  if (installed) return installed;
  run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], root);
  return findBrowser();
}

function run(program: string, args: string[], cwd: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(program, args, { cwd, env, stdio: "ignore", timeout: INSTALL_TIME_LIMIT_MS });
}
