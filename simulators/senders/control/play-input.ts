import { z } from "zod";
import { FAULTS, type Fault, isFault } from "../faults/faults";
import type { Play } from "../play-scene";
import { clientOf, numberOf } from "./demo-people";

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a phone number as +16025550120");

const sceneInput = z.strictObject({
  from: phone.optional(),
  to: phone.optional(),
  text: z.string().max(4000).optional(),
  name: z.string().max(120).optional(),
});

/** `POST /play`. What `input` leaves out is that of the firm's first demo client. */
const playInput = z.strictObject({
  provider: z.string(),
  firmId: z.string(),
  scene: z.string(),
  input: sceneInput.default({}),
  faults: z.array(z.custom<Fault>((name) => typeof name === "string" && isFault(name), faultNames())).default([]),
  retries: z.string().optional(),
});

const DEFAULT_TEXT = "Hello, is there any news about my case?";

function faultNames(): string {
  return `must be one of ${Object.keys(FAULTS).join(", ")}`;
}

/** Reads what is to be played. @throws z.ZodError */
export function readPlay(value: unknown): Play {
  const { input, ...play } = playInput.parse(value);
  const client = clientOf(play.firmId, input.from);
  return {
    ...play,
    input: {
      from: input.from ?? client.phone,
      to: input.to ?? numberOf(play.firmId),
      text: input.text ?? DEFAULT_TEXT,
      name: input.name ?? client.name,
    },
  };
}

/** The page's form, whose fields are flat, as `POST /play` takes it as JSON. */
export function nestInput(form: Record<string, unknown>): unknown {
  const { from, to, text, name, ...play } = form;
  return { ...play, input: withoutUndefined({ from, to, text, name }) };
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
