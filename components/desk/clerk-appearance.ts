/**
 * Clerk's components in the house look. Every colour is one of our tokens, so both themes and a change of theme reach
 * them without Clerk knowing. Names of variables: Clerk's appearance reference, @clerk/ui 1.36.
 */
export const clerkAppearance = {
  cssLayerName: "clerk",
  variables: {
    colorPrimary: "var(--color-accent)",
    colorPrimaryForeground: "var(--color-on-accent)",
    colorForeground: "var(--color-ink)",
    colorMutedForeground: "var(--color-muted)",
    colorMuted: "var(--color-sunken)",
    colorNeutral: "var(--color-ink)",
    colorBackground: "var(--color-raised)",
    colorInput: "var(--color-surface)",
    colorInputForeground: "var(--color-ink)",
    colorBorder: "var(--color-control)",
    colorRing: "var(--color-focus)",
    colorDanger: "var(--color-danger)",
    colorSuccess: "var(--color-success)",
    colorWarning: "var(--color-warning)",
    colorModalBackdrop: "var(--color-backdrop)",
    fontFamily: "var(--font-sans)",
    fontFamilyButtons: "var(--font-sans)",
    fontSize: "0.875rem",
    borderRadius: "0.375rem",
  },
  elements: {
    cardBox: "rounded-xl border border-line shadow-popover",
    headerTitle: "font-serif text-xl font-semibold tracking-[-0.01em]",
    formButtonPrimary: "h-9 bg-accent text-on-accent shadow-control hover:bg-accent-hover",
    formFieldInput: "border border-control",
    footerActionLink: "text-accent-text",
    formFieldAction: "text-accent-text",
    formResendCodeLink: "text-accent-text",
    identityPreviewEditButton: "text-accent-text",
  },
};
