"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { OUTGOING_EVENT_TYPES, type OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { useEventWords } from "./use-event-words";

type EventChoiceProps = {
  chosen: readonly OutgoingEventType[];
  onChange: (chosen: OutgoingEventType[]) => void;
  hasError: boolean;
};

/** Which events a receiver gets, each with what it is. */
export function EventChoice({ chosen, onChange, hasError }: EventChoiceProps) {
  const t = useTranslations("outgoing-webhooks.form");
  const wordsOf = useEventWords();
  const errorId = useId();

  function choose(type: OutgoingEventType, isChosen: boolean) {
    onChange(OUTGOING_EVENT_TYPES.filter((each) => (each === type ? isChosen : chosen.includes(each))));
  }

  return (
    <fieldset aria-describedby={hasError ? errorId : undefined} className="flex flex-col gap-2">
      <legend className="text-sm font-medium text-ink">{t("events")}</legend>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="text-xs text-subtle">{t("eventsHint")}</p>
        <Button size="sm" variant="ghost" onClick={() => onChange([...OUTGOING_EVENT_TYPES])}>
          {t("all")}
        </Button>
      </div>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {OUTGOING_EVENT_TYPES.map((type) => (
          <Checkbox
            key={type}
            label={wordsOf(type).name}
            hint={wordsOf(type).what}
            checked={chosen.includes(type)}
            onCheckedChange={(isChosen) => choose(type, isChosen)}
          />
        ))}
      </div>
      {hasError ? (
        <p id={errorId} role="alert" className="text-xs text-danger">
          {t("chooseEvent")}
        </p>
      ) : null}
    </fieldset>
  );
}
