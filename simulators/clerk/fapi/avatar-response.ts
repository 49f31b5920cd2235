import { createHash } from "node:crypto";

const SIZE = 64;

/** A picture with up to two letters on a colour that follows from them. Dark enough for white text (4.5:1). */
export function avatarResponse(letters: string): Response {
  const shown = [...letters].slice(0, 2).join("");
  const hue = Math.round(((createHash("sha256").update(shown).digest()[0] ?? 0) / 255) * 360);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="hsl(${hue} 35% 30%)"/>`,
    `<text x="32" y="41" font-family="sans-serif" font-size="26" fill="#fff" text-anchor="middle">${escapeXml(shown)}</text>`,
    "</svg>",
  ].join("");
  return new Response(svg, {
    headers: {
      "content-type": "image/svg+xml",
      "cache-control": "public, max-age=86400",
      "content-security-policy": "default-src 'none'",
      "x-content-type-options": "nosniff",
    },
  });
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
