import { createClerkSimulator } from "@/simulators/clerk/create-clerk-simulator";
import { listen } from "@/simulators/clerk/http/listen";
import { loadSigningKeyPem } from "@/simulators/clerk/tokens/signing-key";

// Entry: `node --import tsx simulators/clerk/serve.ts` from the repository's root. Settings come from the environment.

async function serve(): Promise<void> {
  const webhookUrl = process.env["CLERK_SIMULATOR_WEBHOOK_URL"];
  const stateFile = process.env["CLERK_SIMULATOR_STATE"];
  const simulator = createClerkSimulator({
    publishableKey: required("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"),
    secretKey: required("CLERK_SECRET_KEY"),
    privateKeyPem: loadSigningKeyPem(process.env["CLERK_SIMULATOR_KEY"]),
    // The platform's administrator is a member of no firm; the product sends everybody else without one to choose one.
    forceOrganization: false,
    log: (line) => console.error(`clerk simulator: ${line}`),
    tokenLifetimeSeconds: Number(process.env["CLERK_SIMULATOR_TOKEN_SECONDS"] ?? 60),
    ...(stateFile ? { stateFile } : {}),
    ...(webhookUrl
      ? {
          appUrl: new URL(webhookUrl).origin,
          webhook: { url: webhookUrl, secret: required("CLERK_WEBHOOK_SIGNING_SECRET") },
        }
      : {}),
  });
  const listener = await listen(Number(process.env["CLERK_SIMULATOR_PORT"] ?? 0), simulator.fetch);

  let isStopping = false;
  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    await listener.close();
    await simulator.close();
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT", "disconnect"]) process.on(signal, () => void stop());

  process.send?.({ type: "listening", port: listener.port, jwtKeyPem: simulator.jwtKeyPem });
  console.error(`clerk simulator: listening on http://127.0.0.1:${listener.port}`);
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set`);
}

await serve();
