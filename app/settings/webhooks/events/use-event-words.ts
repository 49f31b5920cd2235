import { useTranslations } from "next-intl";

/** Says in the reader's language what an event's codes mean; a code without words of its own stands as it is. */
export function useEventWords() {
  const failures = useTranslations("webhook-events.failures");
  const caused = useTranslations("webhook-events.caused");
  const jobs = useTranslations("webhook-events.jobs");
  const subjects = useTranslations("webhook-events.subjects");
  const modes = useTranslations("webhook-endpoints.modes");
  const events = useTranslations("webhook-events");

  return {
    /** Why an event's work failed. */
    failureOf: (code: string) => {
      const key = code as "internal";
      return failures.has(key) ? failures(key) : code;
    },
    /** What an event caused. */
    causedOf: (action: string) => {
      const key = action.replaceAll(".", "_") as "lead_created";
      return caused.has(key) ? caused(key) : action;
    },
    jobOf: (name: string) => {
      const key = name.replaceAll(".", "_") as "calls_dial";
      return jobs.has(key) ? jobs(key) : name;
    },
    subjectOf: (type: string) => {
      const key = type as "call";
      return subjects.has(key) ? subjects(key) : type;
    },
    /** How a delivery proved itself. */
    modeOf: (verification: string) => {
      const key = `${verification}.name` as "bearer.name";
      return modes.has(key) ? modes(key) : events("unknownProof");
    },
  };
}
