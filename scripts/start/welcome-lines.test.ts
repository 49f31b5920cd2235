import { expect, test } from "vitest";
import { welcomeLines } from "./welcome-lines";

const EMBEDDED = { database: true, identity: true, voice: true, senders: true, mode: "embedded" } as const;
const SERVER = { database: false, identity: false, voice: false, senders: false, mode: "server" } as const;

test("an embedded start says where to go, whom to sign in as in both firms and on the platform, and that calls and messages are simulated", () => {
  const text = welcomeLines({
    baseUrl: "http://localhost:3000",
    parts: EMBEDDED,
    voiceControlUrl: "http://127.0.0.1:5200/",
    sendersControlUrl: "http://127.0.0.1:5300/",
    logFile: undefined,
  }).join("\n");
  for (const part of [
    "http://localhost:3000",
    "sofia.reyes@calder-reyes.test",
    "marcus.bell@whitfield-family.test",
    "platform.admin@docketline.test",
    "Calls are simulated. Control page: http://127.0.0.1:5200/",
    "Messages are simulated. Control page: http://127.0.0.1:5300/",
    "Ctrl-C",
  ]) {
    expect(text).toContain(part);
  }
  expect(text.split("\n").length).toBeLessThan(15);
});

test("a start on real Clerk names no demo account", () => {
  const text = welcomeLines({
    baseUrl: "http://localhost:3000",
    parts: SERVER,
    voiceControlUrl: undefined,
    sendersControlUrl: undefined,
    logFile: undefined,
  }).join("\n");
  expect(text).not.toContain(".test");
  expect(text).not.toContain("simulated");
});
