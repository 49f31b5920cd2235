/**
 * Clerk's components in the house look. Every colour is one of our tokens, so both themes and a change of theme reach
 * them without Clerk knowing. Names of variables: Clerk's appearance reference, @clerk/ui 1.36.
 */
export const clerkAppearance = {
  cssLayerName: "clerk",
  variables: {
    colorPrimary: "var(--accent)",
    colorPrimaryForeground: "var(--on-accent)",
    colorForeground: "var(--ink)",
    colorMutedForeground: "var(--muted)",
    colorMuted: "var(--sunken)",
    colorNeutral: "var(--ink)",
    colorBackground: "var(--raised)",
    colorInput: "var(--surface)",
    colorInputForeground: "var(--ink)",
    colorBorder: "var(--control)",
    colorRing: "var(--focus)",
    colorDanger: "var(--danger)",
    colorSuccess: "var(--success)",
    colorWarning: "var(--warning)",
    colorModalBackdrop: "var(--backdrop)",
    fontFamily: "var(--font-sans)",
    fontFamilyButtons: "var(--font-sans)",
    fontSize: "0.875rem",
    borderRadius: "0.375rem",
  },
};
