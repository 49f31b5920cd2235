import "server-only";
import { and, eq, isNull, or } from "drizzle-orm";
import type { TranscriptTurn } from "@/db/schema/call-logs";
import { caseDetailProposals } from "@/db/schema/case-detail-proposals";
import type { TenantTx } from "@/db/tenant";

/** Where a tool call stands in the final transcript, with the client's words before it. */
export type SpokenToolCall = { toolCallId: string; second: number | null; spokenWords: string | null };

/**
 * Gives the proposals of a call the words and the second that were not known while the client was speaking. What a
 * proposal already has is kept.
 */
export async function fillProposalWords(
  tx: TenantTx,
  transcript: { callId: string; turns: readonly TranscriptTurn[]; toolCalls: readonly SpokenToolCall[] },
): Promise<void> {
  const unplaced = await tx
    .select({
      id: caseDetailProposals.id,
      toolCallId: caseDetailProposals.toolCallId,
      heardValue: caseDetailProposals.heardValue,
      spokenWords: caseDetailProposals.spokenWords,
      transcriptSecond: caseDetailProposals.transcriptSecond,
    })
    .from(caseDetailProposals)
    .where(
      and(
        eq(caseDetailProposals.callId, transcript.callId),
        or(isNull(caseDetailProposals.spokenWords), isNull(caseDetailProposals.transcriptSecond)),
      ),
    );
  for (const proposal of unplaced) {
    const place =
      transcript.toolCalls.find(({ toolCallId }) => toolCallId === proposal.toolCallId) ??
      findWords(transcript.turns, proposal.heardValue);
    if (!place) continue;
    const second = place.second === null ? null : Math.floor(place.second);
    await tx
      .update(caseDetailProposals)
      .set({
        spokenWords: proposal.spokenWords ?? place.spokenWords,
        transcriptSecond: proposal.transcriptSecond ?? second,
        updatedAt: new Date(),
      })
      .where(eq(caseDetailProposals.id, proposal.id));
  }
}

/** The client's last turn that holds the most of the value's words, and at least half of them. */
function findWords(
  turns: readonly TranscriptTurn[],
  heardValue: string,
): Pick<SpokenToolCall, "second" | "spokenWords"> | undefined {
  const wanted = wordsOf(heardValue);
  let best: { turn: TranscriptTurn; shared: number } | undefined;
  for (const turn of turns) {
    if (turn.role !== "client") continue;
    const shared = [...wordsOf(turn.text)].filter((word) => wanted.has(word)).length;
    if (shared > 0 && shared * 2 >= wanted.size && shared >= (best?.shared ?? 0)) best = { turn, shared };
  }
  return best && { second: best.turn.second, spokenWords: best.turn.text };
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}
