import { z } from "zod";
import type { Child } from "./start-child";
import { StartProblem } from "./start-problem";

const listeningSchema = z.object({
  type: z.literal("listening"),
  port: z.number().int().positive(),
  jwtKeyPem: z.string().optional(),
  ghlAppId: z.string().optional(),
  ghlPublicKeyPem: z.string().optional(),
});

const TIME_LIMIT_MS = 30_000;

/**
 * The simulator's message that it listens.
 * @throws StartProblem when it ends first, or says nothing for 30 seconds
 */
export function waitForListening(child: Child): Promise<z.output<typeof listeningSchema>> {
  return new Promise((resolve, reject) => {
    const place = child.logFile === undefined ? "" : ` Its log is ${child.logFile}.`;
    const timer = setTimeout(() => {
      reject(new StartProblem(`${child.name} did not start within ${TIME_LIMIT_MS / 1000} seconds.${place}`));
    }, TIME_LIMIT_MS);
    child.process.on("message", (message) => {
      const parsed = listeningSchema.safeParse(message);
      if (!parsed.success) return;
      clearTimeout(timer);
      resolve(parsed.data);
    });
    void child.ended.then((code) => {
      clearTimeout(timer);
      reject(new StartProblem(`${child.name} ended with exit code ${code} before it listened.${place}`));
    });
  });
}
