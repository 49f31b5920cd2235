/** Hands a table to the browser as a file to keep; what a file's name may not hold becomes a hyphen. */
export function saveCsv(csv: string, name: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, "-");
  link.click();
  URL.revokeObjectURL(address);
}
