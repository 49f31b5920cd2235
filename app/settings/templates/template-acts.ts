import type { z } from "zod";
import type { ActionOf } from "@/lib/actions/action-result";
import type { saveTemplateInput } from "@/lib/domain/templates/templates.schema";

export type TemplateInput = z.input<typeof saveTemplateInput>;

export type TemplateActs = {
  save: ActionOf<TemplateInput, { id: string }>;
  count: ActionOf<{ body: string }, { encoding: "gsm7" | "ucs2"; segments: number }>;
  archive: ActionOf<{ templateId: string }, void>;
  restore: ActionOf<{ templateId: string }, void>;
};
