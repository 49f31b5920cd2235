import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { checkPortIsFree, readPort } from "./check-port";

test("PORT is 3000 when it is unset, and refused when it is no port", () => {
  expect(readPort(undefined)).toBe(3000);
  expect(readPort("4100")).toBe(4100);
  for (const wrong of ["0", "65536", "80.5", "web"]) expect(() => readPort(wrong)).toThrow("PORT must be a number");
});

test.each(["127.0.0.1", "::1"])("a port in use on %s is named, with the way out", async (host) => {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(checkPortIsFree(port)).rejects.toThrow(
    `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
  );
  server.close();
  await once(server, "close");
  await expect(checkPortIsFree(port)).resolves.toBeUndefined();
});
