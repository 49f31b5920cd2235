import { TEST_GHL_PUBLIC_KEY } from "./sign-delivery";

/** The marketplace app that the suites' deliveries are sent for. */
export const TEST_GHL_APP = "APP1";

/** Opens the address that serves every location, with the suites' key. Before the settings are read for the first time. */
export function openGhlPlatformDoor(): void {
  process.env["GHL_WEBHOOK_PUBLIC_KEY"] = TEST_GHL_PUBLIC_KEY;
  process.env["GHL_APP_ID"] = TEST_GHL_APP;
}
