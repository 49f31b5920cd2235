type CostItem = {
  type: "transport" | "transcriber" | "model" | "voice" | "vapi" | "analysis";
  cost: number;
} & Readonly<Record<string, unknown>>;

/** Dollars. */
export type CallCosts = {
  cost: number;
  costs: readonly CostItem[];
  costBreakdown: Readonly<Record<string, number>>;
};

/** What a call of this length would cost, by invented but plausible rates. `spokenByBot` is in characters. */
export function priceCall(call: { milliseconds: number; spokenByBot: number; hasAnalysis: boolean }): CallCosts {
  const minutes = round(call.milliseconds / 60_000);
  const promptTokens = Math.round(call.milliseconds / 12);
  const completionTokens = Math.round(call.spokenByBot / 4);
  const prices = {
    transport: round(minutes * 0.014),
    stt: round(minutes * 0.01),
    llm: round(promptTokens * 0.000_002_5 + completionTokens * 0.000_01),
    tts: round(call.spokenByBot * 0.000_05),
    vapi: round(minutes * 0.05),
    analysis: call.hasAnalysis ? 0.0012 : 0,
  };
  const total = round(Object.values(prices).reduce((sum, price) => sum + price, 0));
  const costs: CostItem[] = [
    { type: "transport", provider: "twilio", minutes, cost: prices.transport },
    { type: "transcriber", transcriber: { provider: "deepgram", model: "nova-3" }, minutes, cost: prices.stt },
    {
      type: "model",
      model: { provider: "openai", model: "gpt-4.1" },
      promptTokens,
      completionTokens,
      cost: prices.llm,
    },
    {
      type: "voice",
      voice: { provider: "vapi", voiceId: "Elliot" },
      characters: call.spokenByBot,
      cost: prices.tts,
    },
    { type: "vapi", subType: "normal", minutes, cost: prices.vapi },
  ];
  if (call.hasAnalysis) {
    const model = { provider: "openai", model: "gpt-4.1-mini" };
    costs.push({
      type: "analysis",
      analysisType: "summary",
      model,
      promptTokens: 400,
      completionTokens: 60,
      cost: prices.analysis,
    });
  }
  return { cost: total, costs, costBreakdown: { ...withoutAnalysis(prices), total } };
}

function withoutAnalysis({ analysis: _, ...prices }: Record<"analysis", number> & Record<string, number>) {
  return prices;
}

function round(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
