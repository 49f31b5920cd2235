"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps the frame as high as what can be seen below its upper edge: the composer stands above a phone's keyboard, which not
 * every browser takes off the viewport.
 */
export function useVisibleHeight(openId: string | null): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone an open conversation covers the bars, whose height comes back
  useEffect(() => {
    const element = frame.current;
    const viewport = window.visualViewport;
    if (!element || !viewport) return;
    const measure = () => {
      const isFixed = getComputedStyle(element).position === "fixed";
      const top = isFixed ? 0 : element.getBoundingClientRect().top + window.scrollY;
      const bar = isFixed ? 0 : barHeight();
      element.style.setProperty("--inbox-height", `${Math.max(240, viewport.height - top - bar)}px`);
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    watcher.observe(element);
    viewport.addEventListener("resize", measure);
    return () => {
      watcher.disconnect();
      viewport.removeEventListener("resize", measure);
    };
  }, [openId]);
  return frame;
}

/** The bottom bar of a phone covers that much. */
function barHeight(): number {
  const main = document.getElementById("content")?.parentElement;
  return main ? Number.parseFloat(getComputedStyle(main).paddingBottom) || 0 : 0;
}
