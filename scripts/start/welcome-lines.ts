import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN } from "@/db/seed/demo-firms";
import type { Parts } from "./plan-parts";

type WelcomeFacts = {
  baseUrl: string;
  parts: Parts;
  /** Where the voice simulator's control page answers; undefined when calls are real. */
  voiceControlUrl: string | undefined;
  /** Where the control page of the webhook senders answers; undefined when messages are real. */
  sendersControlUrl: string | undefined;
  logFile: string | undefined;
};

/** What a person who has just started Docketline needs to know, in a few lines. */
export function welcomeLines(facts: WelcomeFacts): string[] {
  const { baseUrl, parts, voiceControlUrl, sendersControlUrl, logFile } = facts;
  const lines = ["", `  Docketline is at ${baseUrl}`, ""];
  if (parts.identity) lines.push(...signInLines(), "");
  if (voiceControlUrl !== undefined) lines.push(`  Calls are simulated. Control page: ${voiceControlUrl}`);
  if (sendersControlUrl !== undefined) lines.push(`  Messages are simulated. Control page: ${sendersControlUrl}`);
  if (logFile !== undefined) lines.push(`  Log: ${logFile}`);
  lines.push("  Ctrl-C stops everything; the data stays.", "");
  return lines;
}

function signInLines(): string[] {
  const people = DEMO_FIRMS.flatMap((firm) => {
    const paralegal = firm.users.find((user) => user.role === "org:paralegal");
    return paralegal ? [{ ...paralegal, place: `paralegal, ${firm.name}` }] : [];
  });
  const all = [...people, { ...DEMO_PLATFORM_ADMIN, place: "platform admin" }];
  const width = Math.max(...all.map((person) => person.email.length));
  return [
    "  Sign in as",
    ...all.map((person) => `    ${person.email.padEnd(width)}  ${person.password}  (${person.place})`),
  ];
}
