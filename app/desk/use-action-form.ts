"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { ActionOf } from "@/lib/actions/action-result";
import { type Refused, useRefusal } from "./use-refusal";

const KNOWN = [
  "required",
  "tooLong",
  "unsafeCharacters",
  "phone",
  "email",
  "date",
  "state",
  "notWritten",
  "otherMethod",
] as const;

type FormOptions<Input, Data> = {
  /** What the form says, as the action takes it. */
  read: (form: FormData) => Input;
  onDone: (data: Data | undefined) => void;
  /** The field that a refusal of the input as a whole is about. */
  blame?: { field: string; reason: (typeof KNOWN)[number] | "invalid" };
};

/**
 * A form that calls an action: what was typed stays when it is refused, and each refused field says why. Spread `form` on
 * the form element.
 */
export function useActionForm<Input, Data>(action: ActionOf<Input, Data>, options: FormOptions<Input, Data>) {
  const t = useTranslations("errors.fields");
  const refusal = useRefusal();
  const [answer, setAnswer] = useState<Refused>(undefined);
  const [isPending, startSending] = useTransition();
  const { read, onDone, blame } = options;

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = read(new FormData(event.currentTarget));
    startSending(async () => {
      const result = await action(input);
      setAnswer(result);
      if (!result?.serverError && !result?.validationErrors) onDone(result?.data);
    });
  }

  const isBlamed = blame !== undefined && answer?.serverError?.code === "invalid_input";

  function errorOf(field: string): string | undefined {
    if (isBlamed && blame.field === field) return t(blame.reason);
    const reason = answer?.validationErrors?.fieldErrors[field]?.[0];
    if (reason === undefined) return undefined;
    return t(KNOWN.find((key) => key === reason) ?? KNOWN.find((key) => key === field) ?? "invalid");
  }

  return {
    form: { onSubmit, noValidate: true },
    isPending,
    errorOf,
    /** What stands at the form's foot: the refusals that belong to no field. */
    failure: isBlamed || saysWhere(answer) ? null : refusal(answer),
    reset: () => setAnswer(undefined),
  };
}

/** Whether a refusal of the input names a field; one of a part of a field's value names none. */
function saysWhere(answer: Refused): boolean {
  const reasons = Object.values(answer?.validationErrors?.fieldErrors ?? {});
  return reasons.some((each) => each !== undefined && each.length > 0);
}
