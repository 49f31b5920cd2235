import { readFile } from "node:fs/promises";
import path from "node:path";

const SCRIPT_PATH = /^\/npm\/@clerk\/(clerk-js|ui)@[^/]+\/dist\/([\w.-]+\.js)$/;

/** Whether a Frontend API path asks for a browser script of Clerk. */
export function isScriptPath(requestPath: string): boolean {
  return requestPath.startsWith("/npm/");
}

/**
 * A script of clerk-js or of Clerk's components, from the installed packages under `directory` instead of Clerk's
 * network. The version in the path is not looked at: the installed one is the one that fits the SDK. 404 otherwise.
 */
export async function scriptResponse(directory: string, requestPath: string): Promise<Response> {
  const [, packageName, fileName] = SCRIPT_PATH.exec(requestPath) ?? [];
  if (packageName === undefined || fileName === undefined) return notFound();
  try {
    const script = await readFile(path.join(directory, packageName, "dist", fileName));
    return new Response(script, {
      headers: { "content-type": "application/javascript; charset=utf-8", "cache-control": "public, max-age=300" },
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return notFound();
    throw error;
  }
}

function notFound(): Response {
  return new Response("not found", { status: 404, headers: { "content-type": "text/plain" } });
}
