import { drawPicture } from "../pages/draw-picture";
import type { ApiRequest } from "./sender";

const MAX_FILES = 9;

/** Where the provider keeps one of its pictures; who knows the address may have it. */
export function fileAddress(origin: string | undefined, provider: string, number: number): string {
  return `${origin ?? "http://127.0.0.1"}/${provider}/files/${number}.png`;
}

/** `GET /{provider}/files/{number}.png`; undefined for any other address. */
export function answerFile({ request, path }: ApiRequest): Response | undefined {
  const [folder, name = "", ...rest] = path;
  if (request.method !== "GET" || folder !== "files" || rest.length > 0) return undefined;
  const number = Number(/^(\d)\.png$/.exec(name)?.[1] ?? "0");
  if (number < 1 || number > MAX_FILES) return new Response("Not found", { status: 404 });
  return new Response(new Uint8Array(drawPicture(number)), { headers: { "content-type": "image/png" } });
}
