/** Look of every box that takes text or a choice: inputs, text areas, select and combobox triggers. */
export const controlStyles = [
  "w-full rounded-md border border-control bg-surface text-sm text-ink shadow-control transition-[border-color] duration-100",
  "hover:border-muted focus-visible:border-focus focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-focus",
  "data-invalid:border-danger aria-invalid:border-danger",
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted disabled:shadow-none",
  "data-disabled:cursor-not-allowed data-disabled:border-line data-disabled:bg-sunken data-disabled:text-muted data-disabled:shadow-none",
  "[&[readonly]]:bg-sunken any-pointer-coarse:text-lg",
].join(" ");
