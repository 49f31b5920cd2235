import axe from "axe-core";
import type { Page } from "playwright-core";
import { check } from "./journey";

type Violation = { id: string; nodes: { target: string[] }[] };

/** Colours differ between light and dark alone, everything else between widths and languages. */
export type Part = "colours" | "structure";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const RUN_ONLY = {
  everything: { runOnly: { type: "tag", values: TAGS } },
  colours: { runOnly: { type: "rule", values: ["color-contrast"] } },
  structure: { runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast": { enabled: false } } },
} satisfies Record<Part | "everything", axe.RunOptions>;

/** Clerk's own widgets, whose markup is not ours, and Base UI's guards, which pass on the focus that they get. */
const LEFT_OUT = [["[class*='cl-']"], ["[data-base-ui-focus-guard]"]];

/**
 * Fails when axe finds a violation of WCAG 2.2 A or AA, in one `part` of its rules when it is said.
 */
export async function checkAccessible(page: Page, where: string, part?: Part): Promise<void> {
  const violations = (await page.evaluate(`(async () => {
    if (!window.axe) { ${axe.source} }
    const result = await window.axe.run({ exclude: ${JSON.stringify(LEFT_OUT)} }, ${JSON.stringify(RUN_ONLY[part ?? "everything"])});
    return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target: target.map(String) })) }));
  })()`)) as Violation[];
  const found = violations.map(
    ({ id, nodes }) =>
      `${id} at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(" "))
        .join("; ")}`,
  );
  check(found.length === 0, `axe on ${where}: ${found.join(" | ")}`);
}
