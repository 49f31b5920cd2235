export const MESSAGE_CHANNELS = ["sms", "whatsapp"] as const;
