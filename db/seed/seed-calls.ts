import "server-only";
import { randomUUID } from "node:crypto";
import { callLogs, type TranscriptTurn } from "../schema/call-logs";
import type { TenantTx } from "../tenant";
import type { DemoCase } from "./demo-cases";
import { deterministic } from "./deterministic";
import type { SeededContact } from "./seed-contacts";

type CallSeed = { contacts: SeededContact[]; caseIds: string[]; cases: readonly DemoCase[]; userId: string; now: Date };

type Ending = { reason: string; outcome: string; seconds: number; answered: boolean };

const ENDINGS: readonly [Ending, ...Ending[]] = [
  { reason: "assistant-ended-call", outcome: "answered_completed", seconds: 96, answered: true },
  { reason: "customer-ended-call", outcome: "answered_completed", seconds: 141, answered: true },
  { reason: "voicemail", outcome: "voicemail", seconds: 24, answered: false },
  { reason: "customer-did-not-answer", outcome: "no_answer", seconds: 0, answered: false },
  { reason: "customer-busy", outcome: "busy", seconds: 0, answered: false },
  { reason: "assistant-forwarded-call", outcome: "transferred", seconds: 73, answered: true },
];

const WORDS: Record<"en" | "es", readonly [TranscriptTurn["role"], string, number][]> = {
  en: [
    ["assistant", "Hello, this is an automated AI assistant calling for the firm. Am I speaking with the client?", 1],
    ["client", "Yes, speaking.", 8],
    ["assistant", "Thank you. We are missing your e-mail for the file. Could you spell it for me?", 11],
    ["client", "Sure, it is my first name dot last name at example dot test.", 19],
    ["assistant", "I have noted it for the team to confirm. Thank you, and have a good day.", 30],
  ],
  es: [
    [
      "assistant",
      "Hola, le habla un asistente automático de inteligencia artificial de parte de la firma. ¿Hablo con el cliente?",
      1,
    ],
    ["client", "Sí, con ella.", 9],
    ["assistant", "Gracias. Nos falta su correo electrónico. ¿Me lo puede deletrear?", 12],
    ["client", "Claro, es mi nombre punto apellido arroba example punto test.", 21],
    ["assistant", "Lo anoté para que el equipo lo confirme. Gracias, que tenga buen día.", 32],
  ],
};

/** Calls of the last two weeks, three or so a day, with the endings that such calls have. */
export async function seedCalls(tx: TenantTx, seed: CallSeed): Promise<void> {
  const random = deterministic(seed.contacts.length);
  const rows = Array.from({ length: 34 }, (_, index) => {
    const caseIndex = random.below(seed.caseIds.length);
    const contact = seed.contacts[seed.cases[caseIndex]?.client ?? 0];
    const ending = random.pick(ENDINGS);
    const startedAt = new Date(seed.now.getTime() - (index + 1) * 9.5 * 3_600_000);
    return callRow({ seed, caseIndex, contact, ending, startedAt });
  });
  await tx.insert(callLogs).values(rows.filter((row) => row !== null));
}

type RowSeed = {
  seed: CallSeed;
  caseIndex: number;
  contact: SeededContact | undefined;
  ending: Ending;
  startedAt: Date;
};

function callRow({ seed, caseIndex, contact, ending, startedAt }: RowSeed) {
  const caseId = seed.caseIds[caseIndex];
  if (!contact || !caseId) return null;
  const endedAt = new Date(startedAt.getTime() + (ending.seconds + 12) * 1_000);
  return {
    direction: "outbound" as const,
    purpose: "case_information" as const,
    language: contact.language,
    caseId,
    contactId: contact.id,
    clientNumber: contact.e164,
    state: "ended" as const,
    stateRank: 50,
    scheduledFor: startedAt,
    dialState: "placed" as const,
    dialAttemptedAt: startedAt,
    provider: "vapi",
    providerCallId: randomUUID(),
    isSimulated: true,
    answeredAt: ending.answered ? new Date(startedAt.getTime() + 12_000) : null,
    startedAt,
    endedAt,
    reportedAt: endedAt,
    endedReason: ending.reason,
    outcome: ending.outcome,
    durationSeconds: ending.seconds,
    costUsd: (ending.seconds * 0.0013 + 0.01).toFixed(6),
    summary: ending.answered ? "The client confirmed their identity and gave an e-mail address for the file." : null,
    transcript: ending.answered ? WORDS[contact.language].map(([role, text, second]) => ({ role, text, second })) : [],
    createdByUserId: seed.userId,
    createdAt: startedAt,
    updatedAt: endedAt,
  };
}
