/** The tools that the assistant may call, by the names that the provider sends (design 7). */
export const CALL_TOOLS = [
  "get_missing_information",
  "save_case_detail",
  "confirm_identity",
  "request_callback",
  "stop_contacting",
  "transfer_to_staff",
] as const;
export type CallTool = (typeof CALL_TOOLS)[number];
