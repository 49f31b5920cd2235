import { randomBytes } from "node:crypto";
import type { ArtifactPlan } from "../schema/assistant.schema";
import type { CallMessage } from "./create-transcript";

type OpenAiMessage = { role: "system" | "assistant" | "user"; content: string };

/** `call.artifact`. Presigned URLs are not part of it: they are made for each answer and each webhook. */
export type CallArtifact = {
  messages: readonly CallMessage[];
  messagesOpenAIFormatted: readonly OpenAiMessage[];
  transcript?: string;
  recordingUrl?: string;
  stereoRecordingUrl?: string;
  recording?: { stereoUrl: string; mono: { combinedUrl: string; assistantUrl: string; customerUrl: string } };
  logUrl?: string;
  pcapUrl?: string;
  variableValues: Readonly<Record<string, unknown>>;
};

type ArtifactSource = {
  messages: readonly CallMessage[];
  plan: ArtifactPlan | undefined;
  variables: Readonly<Record<string, unknown>>;
};

/** What a live webhook shows of the conversation so far. */
export function buildLiveArtifact({ messages, plan, variables }: ArtifactSource): CallArtifact {
  return {
    messages: [...messages],
    messagesOpenAIFormatted: messages.flatMap(toOpenAi),
    ...(plan?.transcriptPlan?.enabled === false ? {} : { transcript: writeTranscript(messages, plan) }),
    variableValues: variables,
  };
}

/**
 * The artifact of an ended call. Recording, log and (for numbers of the provider's own) packet capture are there unless
 * the plan turns them off: the provider's defaults are on.
 * @param files base URL of this call's files, without a slash at the end
 */
export function buildFinalArtifact(source: ArtifactSource, files: string, carrier: string): CallArtifact {
  const { plan } = source;
  const hasCapture = plan?.pcapEnabled !== false && (carrier === "vapi" || carrier === "byo-phone-number");
  return {
    ...buildLiveArtifact(source),
    ...(plan?.recordingEnabled === false ? {} : recordingUrls(files)),
    ...(plan?.loggingEnabled === false ? {} : { logUrl: `${files}/call.log` }),
    ...(hasCapture ? { pcapUrl: `${files}/call.pcap` } : {}),
  };
}

/**
 * The artifact with fresh presigned URLs: no two answers and no two deliveries have the same. `isForced` adds one even
 * where the plan turned recordings off.
 */
export function presign(artifact: CallArtifact, options: { isForced: boolean }): Readonly<Record<string, unknown>> {
  const sign = (url: string) => `${url}?X-Amz-Expires=3600&X-Amz-Signature=${randomBytes(32).toString("hex")}`;
  const mono = artifact.recordingUrl ?? (options.isForced ? "https://files.invalid/mono.wav" : undefined);
  const presigned = {
    ...(mono === undefined ? {} : { presignedMonoUrl: sign(mono) }),
    ...(artifact.stereoRecordingUrl === undefined ? {} : { presignedStereoUrl: sign(artifact.stereoRecordingUrl) }),
    ...(artifact.logUrl === undefined ? {} : { presignedLogUrl: sign(artifact.logUrl) }),
    ...(artifact.pcapUrl === undefined ? {} : { presignedPcapUrl: sign(artifact.pcapUrl) }),
  };
  if (Object.keys(presigned).length === 0) return artifact;
  return { ...artifact, ...presigned, presignedUrlsExpiresAt: new Date(Date.now() + 3_600_000).toISOString() };
}

function recordingUrls(files: string) {
  const mono = `${files}/mono.wav`;
  const stereo = `${files}/stereo.wav`;
  return {
    recordingUrl: mono,
    stereoRecordingUrl: stereo,
    recording: {
      stereoUrl: stereo,
      mono: { combinedUrl: mono, assistantUrl: `${files}/assistant.wav`, customerUrl: `${files}/customer.wav` },
    },
  };
}

function writeTranscript(messages: readonly CallMessage[], plan: ArtifactPlan | undefined): string {
  const names = {
    bot: plan?.transcriptPlan?.assistantName ?? "AI",
    user: plan?.transcriptPlan?.userName ?? "User",
  };
  return messages
    .flatMap((entry) =>
      entry.role === "bot" || entry.role === "user" ? [`${names[entry.role]}: ${entry.message}\n`] : [],
    )
    .join("");
}

function toOpenAi(entry: CallMessage): OpenAiMessage[] {
  switch (entry.role) {
    case "system":
      return [{ role: "system", content: entry.message }];
    case "bot":
      return [{ role: "assistant", content: entry.message }];
    case "user":
      return [{ role: "user", content: entry.message }];
    case "tool_calls":
    case "tool_call_result":
      return [];
  }
}
