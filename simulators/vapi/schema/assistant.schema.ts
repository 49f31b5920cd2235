import { z } from "zod";
import { serverConfig } from "./server-config.schema";
import { toolInput } from "./tool.schema";

/** Every value that `serverMessages` may list. */
const serverMessage = z.enum([
  "assistant.started",
  "assistant.speechStarted",
  "conversation-update",
  "end-of-call-report",
  "function-call",
  "hang",
  "language-changed",
  "language-change-detected",
  "model-output",
  "phone-call-control",
  "speech-update",
  "status-update",
  "transcript",
  'transcript[transcriptType="final"]',
  "tool-calls",
  "transfer-destination-request",
  "handoff-destination-request",
  "transfer-update",
  "user-interrupted",
  "voice-input",
  "chat.created",
  "chat.deleted",
  "session.created",
  "session.updated",
  "session.deleted",
  "call.deleted",
  "call.delete.failed",
  "call.artifact.upload",
]);

const artifactPlan = z.strictObject({
  recordingEnabled: z.boolean().optional(),
  recordingFormat: z.string().optional(),
  recordingUseCustomStorageEnabled: z.boolean().optional(),
  videoRecordingEnabled: z.boolean().optional(),
  fullMessageHistoryEnabled: z.boolean().optional(),
  pcapEnabled: z.boolean().optional(),
  pcapS3PathPrefix: z.string().optional(),
  pcapUseCustomStorageEnabled: z.boolean().optional(),
  loggingEnabled: z.boolean().optional(),
  loggingUseCustomStorageEnabled: z.boolean().optional(),
  transcriptPlan: z
    .strictObject({
      enabled: z.boolean().optional(),
      assistantName: z.string().optional(),
      userName: z.string().optional(),
    })
    .optional(),
  recordingPath: z.string().optional(),
  structuredOutputIds: z.array(z.string()).optional(),
  structuredOutputs: z.array(z.looseObject({})).optional(),
  scorecardIds: z.array(z.string()).optional(),
  scorecards: z.array(z.looseObject({})).optional(),
  loggingPath: z.string().optional(),
});

const monitorPlan = z.strictObject({
  listenEnabled: z.boolean().optional(),
  listenAuthenticationEnabled: z.boolean().optional(),
  controlEnabled: z.boolean().optional(),
  controlAuthenticationEnabled: z.boolean().optional(),
  monitorIds: z.array(z.string()).optional(),
});

const compliancePlan = z.strictObject({
  hipaaEnabled: z.boolean().optional(),
  pciEnabled: z.boolean().optional(),
  securityFilterPlan: z.looseObject({}).optional(),
  recordingConsentPlan: z.looseObject({}).optional(),
});

const analysisStep = z.strictObject({
  enabled: z.boolean().optional(),
  messages: z.array(z.looseObject({})).optional(),
  timeoutSeconds: z.number().optional(),
  rubric: z.string().optional(),
  schema: z.looseObject({ properties: z.record(z.string(), z.looseObject({})).optional() }).optional(),
});

const analysisPlan = z.strictObject({
  minMessagesThreshold: z.number().optional(),
  summaryPlan: analysisStep.optional(),
  structuredDataPlan: analysisStep.optional(),
  structuredDataMultiPlan: z.array(z.looseObject({})).optional(),
  successEvaluationPlan: analysisStep.optional(),
  outcomeIds: z.array(z.string()).optional(),
});

const model = z.looseObject({
  provider: z.string(),
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string().optional() })).optional(),
  tools: z.array(toolInput).optional(),
  toolIds: z.array(z.uuid()).optional(),
});

/** `POST /assistant` and `PATCH /assistant/{id}`: every property is optional, none other is allowed. */
export const assistantInput = z.strictObject({
  transcriber: z.looseObject({}).optional(),
  model: model.optional(),
  voice: z.looseObject({}).optional(),
  firstMessage: z.string().optional(),
  firstMessageInterruptionsEnabled: z.boolean().optional(),
  firstMessageMode: z
    .enum(["assistant-speaks-first", "assistant-speaks-first-with-model-generated-message", "assistant-waits-for-user"])
    .optional(),
  voicemailDetection: z.union([z.literal("off"), z.looseObject({})]).optional(),
  clientMessages: z.array(z.string()).optional(),
  serverMessages: z.array(serverMessage).optional(),
  maxDurationSeconds: z.number().min(10).max(43_200).optional(),
  backgroundSound: z.string().optional(),
  modelOutputInMessagesEnabled: z.boolean().optional(),
  transportConfigurations: z.array(z.looseObject({})).optional(),
  observabilityPlan: z.looseObject({}).optional(),
  credentials: z.array(z.looseObject({})).optional(),
  hooks: z.array(z.looseObject({})).optional(),
  name: z.string().max(40).optional(),
  voicemailMessage: z.string().max(1000).optional(),
  endCallMessage: z.string().max(1000).optional(),
  endCallPhrases: z.array(z.string()).optional(),
  compliancePlan: compliancePlan.optional(),
  metadata: z.record(z.string(), z.json()).optional(),
  backgroundSpeechDenoisingPlan: z.looseObject({}).optional(),
  analysisPlan: analysisPlan.optional(),
  artifactPlan: artifactPlan.optional(),
  startSpeakingPlan: z.looseObject({}).optional(),
  stopSpeakingPlan: z.looseObject({}).optional(),
  monitorPlan: monitorPlan.optional(),
  credentialIds: z.array(z.string()).optional(),
  server: serverConfig.optional(),
  keypadInputPlan: z.looseObject({}).optional(),
});

/** `assistantOverrides` of a call: the assistant's properties and two more. */
export const assistantOverrides = assistantInput.extend({
  variableValues: z.record(z.string(), z.json()).optional(),
  "tools:append": z.array(toolInput).optional(),
});

export type AssistantInput = z.output<typeof assistantInput>;
export type AssistantOverrides = z.output<typeof assistantOverrides>;
export type ArtifactPlan = z.output<typeof artifactPlan>;
