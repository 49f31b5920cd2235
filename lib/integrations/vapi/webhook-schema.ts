import "server-only";
import { z } from "zod";

// The SDK's types promise more than the wire keeps (providers-voice A.1, A.6), so every field may be missing or of another
// kind: it is then as if it were not there, and never an error.
const text = (max: number) => z.string().max(max).optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const object = z.record(z.string(), z.unknown());
const anyObject = object.optional().catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);

const customer = z
  .object({ externalId: text(200), number: text(64) })
  .optional()
  .catch(undefined);
const artifact = z.object({ messages: list, transcript: text(1_000_000), structuredOutputs: anyObject });

export const vapiMessage = z.object({
  type: z.string().min(1).max(100),
  timestamp: number,
  customer,
  call: z
    .object({
      id: text(100),
      customer,
      assistantOverrides: z.object({ metadata: anyObject, variableValues: anyObject }).optional().catch(undefined),
      startedAt: text(40),
      endedAt: text(40),
      endedReason: text(300),
      cost: number,
    })
    .optional()
    .catch(undefined),
  artifact: artifact.optional().catch(undefined),
  status: text(40),
  endedReason: text(300),
  role: text(20),
  transcriptType: text(20),
  transcript: text(1_000_000),
  messages: list,
  toolCallList: list,
  toolCalls: list,
  toolWithToolCallList: list,
  startedAt: text(40),
  endedAt: text(40),
  durationSeconds: number,
  cost: number,
  summary: text(20_000),
  analysis: z
    .object({ summary: text(20_000), structuredData: anyObject })
    .optional()
    .catch(undefined),
  compliance: z
    .object({
      recordingConsent: z
        .object({ type: text(40), grantedAt: text(40) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type VapiMessage = z.output<typeof vapiMessage>;

/** `{ "message": { "type": … } }` */
export const vapiBody = z.object({ message: vapiMessage });

/** One entry of `artifact.messages`; `time` in epoch milliseconds. */
export const vapiSpokenMessage = z.object({
  role: z.string(),
  message: text(10_000),
  secondsFromStart: number,
  toolCalls: list,
});

/** The four shapes of a tool call on the wire (providers-voice A.6), and its wrapper in `toolWithToolCallList`. */
export const vapiToolCall = z.object({
  id: text(1_000),
  name: text(1_000),
  arguments: z.unknown().optional(),
  parameters: z.unknown().optional(),
  function: z
    .object({ name: text(1_000), arguments: z.unknown().optional() })
    .optional()
    .catch(undefined),
});
export const vapiToolWithToolCall = z.object({ toolCall: vapiToolCall });

export const vapiObject = object;
