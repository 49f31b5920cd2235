import { deleteBroadcastAction, previewAudienceAction, saveBroadcastAction, startBroadcastAction } from "./actions";

/** What the editor of a broadcast may do. */
export const EDITOR_ACTS = {
  save: saveBroadcastAction,
  remove: deleteBroadcastAction,
  preview: previewAudienceAction,
  start: startBroadcastAction,
};
export type EditorActs = typeof EDITOR_ACTS;
