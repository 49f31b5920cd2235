import { randomBytes } from "node:crypto";
import QRCode from "qrcode";

/** What a phone scans, as the gateway hands it out. */
export type ShownCode = { pairingCode: string | null; code: string; base64: string; count: number };

/** Draws a code that no phone can sign in with, as a PNG data URL; with a pairing code where a number asked for one. */
export async function drawQr(count: number, hasPairingCode: boolean): Promise<ShownCode> {
  const code = `2@${randomBytes(96).toString("base64")},simulated`;
  return {
    pairingCode: hasPairingCode ? pairingCode() : null,
    code,
    base64: await QRCode.toDataURL(code, { margin: 3, scale: 4, errorCorrectionLevel: "L" }),
    count,
  };
}

/** Eight letters and digits, as WhatsApp asks for them. */
function pairingCode(): string {
  const letters = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join("");
}
