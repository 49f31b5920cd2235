import type { AUDIENCE_PEOPLE } from "@/lib/domain/broadcasts/broadcasts.schema";
import type { Broadcast } from "@/lib/domain/broadcasts/find-broadcast";
import type { EditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";

/** What stands in the editor's fields. */
export type DraftContent = {
  name: string;
  purpose: "informational" | "marketing";
  bodyEn: string;
  bodyEs: string;
  lineId: string;
  perMinute: string;
  people: (typeof AUDIENCE_PEOPLE)[number];
  language: "any" | "en" | "es";
  stages: string[];
  areas: string[];
  tags: string;
};

/** The fields of a draft, or of a new one. */
export function contentOf(draft: Broadcast | null, choices: EditorChoices): DraftContent {
  const first = choices.lines.find(({ isDefault }) => isDefault) ?? choices.lines[0];
  const lineId = choices.lines.some(({ id }) => id === draft?.line.id) ? draft?.line.id : first?.id;
  return {
    name: draft?.name ?? "",
    purpose: draft?.purpose ?? "informational",
    bodyEn: draft?.bodyEn ?? "",
    bodyEs: draft?.bodyEs ?? "",
    lineId: lineId ?? "",
    perMinute: String(draft?.perMinute ?? 60),
    people: draft?.audience.people ?? "clients",
    language: draft?.audience.language ?? "any",
    stages: draft?.audience.caseStages ?? [],
    areas: draft?.audience.practiceAreas ?? [],
    tags: draft?.audience.conversationTags?.join(", ") ?? "",
  };
}

/** The audience that the fields describe. */
export function audienceOf(content: DraftContent) {
  const { people, language, stages, areas } = content;
  const tags = content.tags
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  return {
    people,
    ...(language === "any" ? {} : { language }),
    ...(stages.length > 0 ? { caseStages: stages } : {}),
    ...(areas.length > 0 ? { practiceAreas: areas } : {}),
    ...(tags.length > 0 ? { conversationTags: tags } : {}),
  };
}
