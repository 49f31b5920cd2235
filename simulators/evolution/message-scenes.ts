import type { PlannedDelivery, Scene, SceneInput } from "../senders/sender";
import type { GatewayMemory } from "./gateway-memory";
import { jidOf, lidOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";
import { type Chat, planMessage } from "./plan-message";
import { keyWith, type MessageKey, newMessageId } from "./whatsapp-message";

type MessageScene = { id: string; title: string; plan: (chat: Chat) => PlannedDelivery };

const PLACE = { degreesLatitude: 33.4484, degreesLongitude: -112.074, name: "Phoenix City Hall" };

function say(message: (input: SceneInput) => Record<string, unknown>, key?: (input: SceneInput) => MessageKey) {
  return (chat: Chat) => {
    const { input } = chat;
    return planMessage(chat, { message: message(input), ...(key ? { key: key(input) } : {}) }).delivery;
  };
}

function fileOf(mimetype: string, name: string): Record<string, unknown> {
  return { url: `https://mmg.whatsapp.net/v/${name}.enc`, mimetype, fileLength: "48211", mediaKey: "c2ltdWxhdGVk" };
}

const SCENES: MessageScene[] = [
  { id: "text", title: "A client writes on WhatsApp", plan: say(({ text }) => ({ conversation: text })) },
  { id: "stop", title: "A client writes STOP", plan: say(() => ({ conversation: "STOP" })) },
  {
    id: "alto",
    title: "A client writes “no me escriban más”",
    plan: say(() => ({ conversation: "No me escriban más" })),
  },
  {
    id: "reply",
    title: "A client answers a message",
    plan: (chat) =>
      planMessage(chat, {
        message: { conversation: chat.input.text },
        contextInfo: {
          stanzaId: newMessageId(),
          participant: jidOf(chat.input.to),
          quotedMessage: { conversation: "Please send us your address." },
        },
      }).delivery,
  },
  {
    id: "image",
    title: "A client sends a picture",
    plan: say(({ text }) => ({ imageMessage: { ...fileOf("image/jpeg", "photo"), caption: text } })),
  },
  {
    id: "document",
    title: "A client sends a document",
    plan: say(() => ({ documentMessage: { ...fileOf("application/pdf", "report"), fileName: "police-report.pdf" } })),
  },
  {
    id: "voice-note",
    title: "A client sends a voice note",
    plan: say(() => ({ audioMessage: { ...fileOf("audio/ogg; codecs=opus", "voice"), seconds: 12, ptt: true } })),
  },
  { id: "location", title: "A client sends a place", plan: say(() => ({ locationMessage: PLACE })) },
  {
    id: "reaction",
    title: "A client reacts with a thumb",
    plan: say(({ from }) => ({ reactionMessage: { key: keyWith(from, true), text: "👍" } })),
  },
  {
    id: "lid-known",
    title: "A client who hides the number, which the gateway knows",
    plan: say(
      ({ text }) => ({ conversation: text }),
      ({ from }) => ({ ...keyWith(from), addressingMode: "lid" }),
    ),
  },
  {
    id: "lid-unknown",
    title: "A client who hides the number, which nobody knows",
    plan: say(
      ({ text }) => ({ conversation: text }),
      ({ from }) => ({
        remoteJid: lidOf(from),
        fromMe: false,
        id: newMessageId(),
        participant: "",
        addressingMode: "lid",
      }),
    ),
  },
  {
    id: "group",
    title: "Somebody writes in a group",
    plan: say(
      ({ text }) => ({ conversation: text }),
      ({ from }) => ({
        remoteJid: "120363041234567890@g.us",
        fromMe: false,
        id: newMessageId(),
        participant: lidOf(from),
        participantAlt: jidOf(from),
        addressingMode: "lid",
      }),
    ),
  },
  {
    id: "status",
    title: "Somebody posts a status",
    plan: say(
      ({ text }) => ({ conversation: text }),
      ({ from }) => ({ ...keyWith(from), remoteJid: "status@broadcast", participant: jidOf(from) }),
    ),
  },
  {
    id: "own-phone",
    title: "Somebody of the firm writes from the firm's phone",
    plan: say(
      ({ text }) => ({ conversation: text }),
      ({ from }) => keyWith(from, true),
    ),
  },
  {
    id: "extended-text",
    title: "A client writes, told by the EVOLUTION channel",
    plan: (chat) =>
      planMessage(chat, { message: { extendedTextMessage: { text: chat.input.text } }, isSenderHidden: true }).delivery,
  },
];

/** Messages that come in, each one event. */
export function messageScenes(memory: GatewayMemory): Scene[] {
  const scenes = SCENES.map(({ id, title, plan }) => ({
    id,
    title,
    play: (input: SceneInput, target: Chat["target"]) => [plan({ memory, input, target })],
  }));
  return [...scenes, unknownEvent];
}

const unknownEvent: Scene = {
  id: "unknown-event",
  title: "Events that nobody subscribed to, and one that nobody documented",
  play: ({ to, from }) => [
    planGatewayEvent({ event: "presence.update", data: { id: jidOf(from), presences: {} }, sender: jidOf(to) }),
    planGatewayEvent({ event: "contacts.update", data: [{ remoteJid: jidOf(from) }], sender: jidOf(to), afterMs: 500 }),
    planGatewayEvent({ event: "newsletter.update", data: { id: "1" }, sender: jidOf(to), afterMs: 1_000 }),
  ],
};
