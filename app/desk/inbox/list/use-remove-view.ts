"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/use-toast";
import { useRefusal } from "../../use-refusal";
import { deleteViewAction } from "../actions";
import type { SavedView } from "../inbox-data";
import { countsQuery } from "../read-inbox";

/** Takes a saved view away. */
export function useRemoveView(): (view: SavedView) => void {
  const t = useTranslations("inbox.views");
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useRefusal();

  async function remove(view: SavedView) {
    const problem = refusal(await deleteViewAction({ viewId: view.id }));
    toast(problem === null ? { title: t("removed", { name: view.name }) } : { title: problem, tone: "danger" });
    await queries.invalidateQueries({ queryKey: countsQuery.queryKey });
  }

  return (view) => void remove(view);
}
