import { drawPicture } from "../pages/draw-picture";

/** Twilio keeps the files of inbound messages; the simulator has two pictures for each. */
const COUNT = 2;

/** `GET Messages/{SID}/Media.json` and `Media/{ME}`; null for any other address. */
export function answerMedia([resource, messageSid = "", media = "", file = ""]: readonly string[]): Response | null {
  if (resource !== "Messages" || !/^(SM|MM)[0-9a-f]{32}$/.test(messageSid)) return null;
  if (media === "Media.json") {
    const list = Array.from({ length: COUNT }, (_, index) => ({ sid: mediaSid(index), content_type: "image/png" }));
    return Response.json({ media_list: list, next_page_uri: null });
  }
  const index = media === "Media" ? Array.from({ length: COUNT }, (_, at) => mediaSid(at)).indexOf(file) : -1;
  if (index < 0) return null;
  return new Response(new Uint8Array(drawPicture(index)), { headers: { "content-type": "image/png" } });
}

function mediaSid(index: number): string {
  return `ME${String(index + 1).padStart(32, "0")}`;
}
