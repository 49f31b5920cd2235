import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readDoors } from "@/simulators/senders/read-doors";
import { writeDemoCredentials } from "./demo-credentials-file";

test("the senders simulator finds the demo firms' doors in the file, with whole addresses", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "docketline-demo-"));
  const texting = { path: "/api/webhooks/texting/token", mode: "standard-webhooks", secret: "whsec_x" };
  writeDemoCredentials(dir, {
    appUrl: "http://localhost:3000",
    platformAdmin: { email: "admin@docketline.test", password: "p" },
    firms: [{ id: "org_a", name: "Firm A", users: [], isConnected: true, endpoints: { texting } }],
  });
  expect(readDoors(path.join(dir, "demo-credentials.json"))).toEqual({
    problem: null,
    doors: [
      {
        provider: "texting",
        firmId: "org_a",
        firmName: "Firm A",
        url: "http://localhost:3000/api/webhooks/texting/token",
        mode: "standard-webhooks",
        secret: "whsec_x",
        account: null,
      },
    ],
  });
});
