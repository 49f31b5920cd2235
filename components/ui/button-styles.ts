import { cva, type VariantProps } from "class-variance-authority";

/** Look of everything that is pressed: buttons, links dressed as buttons, triggers of menus and dialogs. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-[background-color,border-color,color,box-shadow] duration-100",
    "data-disabled:cursor-not-allowed data-disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent shadow-control not-data-disabled:hover:bg-accent-hover",
        secondary:
          "border-line bg-raised text-ink shadow-control not-data-disabled:hover:border-control/60 not-data-disabled:hover:bg-sunken not-data-disabled:active:bg-pressed data-popup-open:bg-sunken",
        ghost:
          "border-transparent text-muted not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink not-data-disabled:active:bg-pressed data-popup-open:bg-hover data-popup-open:text-ink",
        danger:
          "border-transparent bg-danger-fill text-on-danger shadow-control not-data-disabled:hover:bg-danger-hover",
        "danger-quiet":
          "border-line bg-raised text-danger shadow-control not-data-disabled:hover:border-danger-line not-data-disabled:hover:bg-danger-soft",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        "icon-sm": "size-7",
        "icon-md": "size-8",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonVariant = NonNullable<VariantProps<typeof buttonStyles>["variant"]>;
