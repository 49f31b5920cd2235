/** The marketplace app that events are sent for: `GHL_SIMULATOR_APP_ID`, else one that the desk's settings can name. */
export function ghlAppId(): string {
  return process.env["GHL_SIMULATOR_APP_ID"] || "66f0d0c4e71a9b5c3d2e1f00";
}
