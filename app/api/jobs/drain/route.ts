import { answerDrain } from "@/lib/jobs/answer-drain";
import { RUNNERS } from "@/lib/jobs/registry";

/** Seconds that the platform gives this function; a drain takes less than half of them. */
export const maxDuration = 60;

/** Works on the queue for a deployment without a worker, as Vercel's scheduler asks. */
export async function GET(request: Request): Promise<Response> {
  return answerDrain(request, RUNNERS);
}

/** The same for schedulers that post. */
export async function POST(request: Request): Promise<Response> {
  return answerDrain(request, RUNNERS);
}
