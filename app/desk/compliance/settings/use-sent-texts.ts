"use client";

import { useEffect, useState } from "react";
import type { ActionOf } from "@/lib/actions/action-result";
import type { SettingText } from "@/lib/domain/compliance-settings/text-rules";
import type { SegmentCount } from "@/lib/domain/sends/count-segments";
import type { TemplateValues } from "@/lib/domain/templates/template-variables";
import { type SentText, sentText } from "./sent-text";
import { TEXT_PAIRS } from "./setting-draft";

export type CountTexts = ActionOf<{ texts: string[] }, SegmentCount[]>;
export type CountedText = SentText & { count: SegmentCount | undefined };

const PAUSE_MS = 400;

type Texts = Record<SettingText, string>;

/** What a person gets of a text, and how many SMS that is, counted where it is sent from once typing pauses. */
export function useSentTexts(input: {
  texts: Texts;
  defaults: Texts;
  values: TemplateValues;
  count: CountTexts;
}): (name: SettingText) => CountedText {
  const { texts, defaults, values, count } = input;
  const [counts, setCounts] = useState<ReadonlyMap<string, SegmentCount>>(new Map());
  const sentOf = (name: SettingText) => sentText(texts[name], defaults[name], values);
  const wanted = JSON.stringify(TEXT_PAIRS.flat().map((name) => sentOf(name).body));

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const bodies: string[] = JSON.parse(wanted);
      const counted = (await count({ texts: bodies }))?.data;
      if (!isCurrent || counted === undefined) return;
      setCounts(new Map(bodies.flatMap((body, at) => (counted[at] ? [[body, counted[at]] as const] : []))));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, count]);

  return (name) => {
    const sent = sentOf(name);
    return { ...sent, count: counts.get(sent.body) };
  };
}
