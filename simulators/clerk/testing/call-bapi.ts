import { z } from "zod";
import type { ClerkSimulator } from "@/simulators/clerk/create-clerk-simulator";
import { SECRET_KEY } from "@/simulators/clerk/testing/test-instance";

const jsonObject = z.record(z.string(), z.unknown());

/** A request to the Backend API with the secret key. Answers status and body; a list answers as `{ list }`. */
export async function callBapi(
  simulator: ClerkSimulator,
  method: string,
  path: string,
  options: { body?: unknown; authorization?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await simulator.fetch(
    new Request(`http://127.0.0.1/bapi/v1${path}`, {
      method,
      headers: { authorization: options.authorization ?? `Bearer ${SECRET_KEY}`, "content-type": "application/json" },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    }),
  );
  const body: unknown = await response.json();
  return { status: response.status, body: Array.isArray(body) ? { list: body } : jsonObject.parse(body) };
}
