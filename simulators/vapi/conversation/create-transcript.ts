/** One entry of `artifact.messages`. `time` and `endTime` are epoch milliseconds, `duration` milliseconds. */
export type CallMessage =
  | { role: "system"; message: string; time: number; secondsFromStart: number }
  | {
      role: "bot" | "user";
      message: string;
      time: number;
      endTime: number;
      secondsFromStart: number;
      duration: number;
    }
  | { role: "tool_calls"; toolCalls: readonly unknown[]; message: ""; time: number; secondsFromStart: number }
  | {
      role: "tool_call_result";
      toolCallId: string;
      name: string;
      result: string;
      time: number;
      secondsFromStart: number;
    };

export type Speaker = "bot" | "user";

export type Transcript = {
  messages(): readonly CallMessage[];
  speak(role: Speaker, text: string): void;
  callTools(toolCalls: readonly unknown[]): void;
  answerTool(result: { toolCallId: string; name: string; result: string }): void;
  /** Silence between two turns. */
  pause(milliseconds: number): void;
  /** Length of the conversation so far. */
  elapsedMilliseconds(): number;
};

/**
 * The words of one call. Seconds are counted as if the call ran at pace 1, so that a fast test has the same transcript as
 * a demonstration; epoch times follow the real clock.
 */
export function createTranscript(start: { at: number; pace: number; systemPrompt: string }): Transcript {
  let elapsed = 0;
  const now = () => Math.round(start.at + elapsed * start.pace);
  const seconds = () => Math.round(elapsed) / 1000;
  const messages: CallMessage[] = [];
  if (start.systemPrompt !== "") {
    messages.push({ role: "system", message: start.systemPrompt, time: start.at, secondsFromStart: 0 });
  }
  return {
    messages: () => messages,
    elapsedMilliseconds: () => elapsed,
    pause: (milliseconds) => {
      elapsed += milliseconds;
    },
    speak: (role, message) => {
      const [time, secondsFromStart, duration] = [now(), seconds(), speechMilliseconds(message)];
      elapsed += duration;
      messages.push({ role, message, time, endTime: now(), secondsFromStart, duration });
    },
    callTools: (toolCalls) => {
      messages.push({ role: "tool_calls", toolCalls, message: "", time: now(), secondsFromStart: seconds() });
    },
    answerTool: (result) => {
      messages.push({ role: "tool_call_result", ...result, time: now(), secondsFromStart: seconds() });
    },
  };
}

/** How long a line takes to say, quicker than in life: a whole call stays near twenty seconds. */
export function speechMilliseconds(text: string): number {
  const words = text.split(/\s+/).length;
  return Math.min(2200, Math.max(800, 600 + words * 65));
}
