import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/domain/audit/list-audit-entries";

const ROW_CHANGE = /^([a-z_]+)\.(insert|update|delete)$/;
const VERBS = ["insert", "update", "delete"] as const;
const ACTOR_TYPES = ["user", "webhook", "assistant", "job", "system"] as const;

type EntryWords = Pick<AuditEntry, "action" | "subjectType" | "actorType" | "actorId" | "actorName">;

/** Says in the reader's language what an entry's codes mean; a code without words of its own stands as it is. */
export function useAuditWords() {
  const t = useTranslations("audit");

  function nameOf(type: string): string {
    const key = `subjects.${type}` as "subjects.cases";
    return t.has(key) ? t(key) : type;
  }

  /** A subject by itself, with a capital; within a sentence its language decides. */
  function subjectOf(type: string): string {
    const name = nameOf(type);
    return name.charAt(0).toLocaleUpperCase() + name.slice(1);
  }

  function actionOf({ action }: Pick<EntryWords, "action">): string {
    const [, table = "", verb] = ROW_CHANGE.exec(action) ?? [];
    const known = VERBS.find((candidate) => candidate === verb);
    if (known) return t(`verbs.${known}`, { subject: nameOf(table) });
    const key = `named.${action.replaceAll(".", "_")}` as "named.access_denied";
    return t.has(key) ? t(key) : action;
  }

  function actorOf({ actorType, actorId, actorName }: EntryWords): string {
    if (actorName !== null) return actorName;
    const known = ACTOR_TYPES.find((type) => type === actorType);
    if (known === "user") return actorId ?? t("actorTypes.user");
    return known ? t(`actorTypes.${known}`) : actorType;
  }

  return { subjectOf, actionOf, actorOf };
}
