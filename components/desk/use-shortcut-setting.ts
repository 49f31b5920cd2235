"use client";

import { useSyncExternalStore } from "react";

const storageKey = "docketline.shortcuts";
const changed = "docketline:shortcuts";

function subscribe(onChange: () => void) {
  window.addEventListener("storage", onChange);
  window.addEventListener(changed, onChange);
  return () => {
    window.removeEventListener("storage", onChange);
    window.removeEventListener(changed, onChange);
  };
}

function areSwitchedOn() {
  return localStorage.getItem(storageKey) !== "off";
}

/** Whether single keys act (WCAG 2.1.4), remembered in this browser. Returns the state and its setter. */
export function useShortcutSetting(): [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, areSwitchedOn, () => true);
  return [isOn, setShortcuts];
}

function setShortcuts(isOn: boolean) {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, "off");
  window.dispatchEvent(new Event(changed));
}
