import "server-only";
import type { Vapi } from "@vapi-ai/server-sdk";
import { sha256 } from "@/lib/core/sha256";
import { assistantPrompt } from "./assistant-prompt";
import { assistantTools } from "./assistant-tools";

/** Where the provider reports to: the firm's own door, and the credential that signs for it (made in the dashboard). */
export type AssistantServer = { url: string; credentialId?: string | undefined };

/** The body of both `POST /assistant` and `PATCH /assistant/{id}`. */
export type AssistantDefinition = Omit<Vapi.UpdateAssistantDto, "id">;

/**
 * The saved assistant of a firm, whole. Variables in double braces are filled for each call by its `variableValues`.
 * Whatever is private by law or habit and open by the provider's default is closed by name (providers-voice A.8), and only
 * the messages that are handled are asked for (A.5).
 */
export function assistantDefinition(server: AssistantServer): AssistantDefinition {
  return {
    name: "Docketline client calls",
    // Spoken when the firm is called; an outbound call brings its own opening with the disclosures of the moment.
    firstMessage:
      "Thank you for calling {{ firmName }}. You are speaking with an automated AI assistant. Puede hablar en español si lo prefiere. How can I help you?",
    firstMessageMode: "assistant-speaks-first",
    firstMessageInterruptionsEnabled: true,
    model: {
      provider: "openai",
      model: "gpt-4.1",
      temperature: 0.2,
      messages: [{ role: "system", content: assistantPrompt() }],
      tools: assistantTools(),
    },
    voice: { provider: "11labs", voiceId: "sarah", model: "eleven_turbo_v2_5" },
    transcriber: { provider: "deepgram", model: "nova-3", language: "multi", mipOptOut: true },
    voicemailDetection: { provider: "vapi" },
    keypadInputPlan: { enabled: true, timeoutSeconds: 2, delimiters: "#" },
    maxDurationSeconds: 600,
    serverMessages: ["status-update", "end-of-call-report", "tool-calls", "transfer-destination-request", "hang"],
    clientMessages: [],
    server: serverConfig(server),
    artifactPlan: {
      recordingEnabled: false,
      videoRecordingEnabled: false,
      pcapEnabled: false,
      loggingEnabled: false,
      transcriptPlan: { enabled: true },
    },
    monitorPlan: { listenEnabled: false, controlEnabled: false },
    analysisPlan: analysisPlan(),
  };
}

/** Changes when anything of the definition changes, so that a firm's saved assistant can be brought up to date. */
export function revisionOf(definition: AssistantDefinition): string {
  return sha256(JSON.stringify(definition)).toString("hex").slice(0, 16);
}

// As text, because the SDK types `type` and the codes as records where the REST reference has a word and numbers.
const backoffPlan: Vapi.BackoffPlan = JSON.parse(
  '{"type":"exponential","maxRetries":8,"baseDelaySeconds":2,"excludedStatusCodes":[400,401,404,405,410,413,415]}',
);

/** Webhooks are not retried unless a plan says so (providers-voice A.3); what is refused for good is not sent again. */
export function serverConfig(server: AssistantServer): Vapi.Server {
  return {
    url: server.url,
    timeoutSeconds: 20,
    backoffPlan,
    ...(server.credentialId === undefined ? {} : { credentialId: server.credentialId }),
  };
}

function analysisPlan(): Vapi.AnalysisPlan {
  return {
    minMessagesThreshold: 2,
    summaryPlan: { enabled: true, timeoutSeconds: 20 },
    structuredDataPlan: {
      enabled: true,
      timeoutSeconds: 20,
      schema: {
        type: "object",
        properties: {
          spokeWithClient: { type: "boolean", description: "The person who answered is the client." },
          wantsCallback: { type: "boolean", description: "The client asked to be called back." },
          wantsNoMoreCalls: { type: "boolean", description: "The client asked for these calls to stop." },
          askedForPerson: { type: "boolean", description: "The client asked to speak with a member of staff." },
          askedForLegalAdvice: { type: "boolean", description: "The client asked for advice about the case." },
          isUrgent: { type: "boolean", description: "The client spoke of something that cannot wait for a day." },
        },
        required: ["spokeWithClient", "wantsCallback", "wantsNoMoreCalls", "askedForPerson"],
      },
    },
    successEvaluationPlan: { enabled: false },
  };
}
