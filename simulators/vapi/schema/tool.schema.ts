import { z } from "zod";
import { serverConfig } from "./server-config.schema";

const functionShape = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, { message: "must match /^[a-zA-Z0-9_-]{1,64}$/" }),
  description: z.string().max(1000).optional(),
  strict: z.boolean().optional(),
  parameters: z.looseObject({ properties: z.record(z.string(), z.looseObject({})).optional() }).optional(),
});

const functionTool = z.strictObject({
  type: z.literal("function"),
  async: z.boolean().optional(),
  function: functionShape.optional(),
  server: serverConfig.optional(),
  parameters: z.array(z.strictObject({ key: z.string(), value: z.json() })).optional(),
  messages: z.array(z.looseObject({})).optional(),
  rejectionPlan: z.looseObject({}).optional(),
  variableExtractionPlan: z.looseObject({}).optional(),
});

const transferTool = z.strictObject({
  type: z.literal("transferCall"),
  destinations: z.array(z.looseObject({})).optional(),
  function: functionShape.optional(),
  server: serverConfig.optional(),
  messages: z.array(z.looseObject({})).optional(),
  rejectionPlan: z.looseObject({}).optional(),
});

const otherTool = z.looseObject({
  type: z.enum(["endCall", "dtmf", "voicemail", "handoff", "sms", "query", "apiRequest", "mcp"]),
});

/** `POST /tool` and the items of `model.tools`. Tool types that no call here uses are kept unread. */
export const toolInput = z.discriminatedUnion("type", [functionTool, transferTool, otherTool]);

/** `PATCH /tool/{id}`: any property of the kinds above but the type. */
export const toolChange = functionTool
  .omit({ type: true })
  .extend({ destinations: z.array(z.looseObject({})).optional() })
  .partial();

export type ToolInput = z.output<typeof toolInput>;
