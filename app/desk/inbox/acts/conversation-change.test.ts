import { expect, test } from "vitest";
import type { InboxSearch } from "../inbox-search";
import { applyChange, type Standing, staysInView } from "./conversation-change";

const ME = "user_me";
const COLLEAGUES = [{ userId: "user_ana", name: "Ana Vega" }];
const OPEN: Standing = {
  status: "open",
  snoozedUntil: null,
  assignedUserId: ME,
  assignedName: "Me",
  tags: ["urgent"],
  isUnread: true,
  waitingSince: null,
};
const view = (changes: Partial<InboxSearch>): InboxSearch => ({
  view: "open",
  q: null,
  tag: null,
  channel: null,
  assignee: null,
  sort: null,
  ...changes,
});

test("what the screen shows at once is what the change does", () => {
  expect(applyChange(OPEN, { kind: "assign", userId: "user_ana" }, COLLEAGUES)).toMatchObject({
    assignedUserId: "user_ana",
    assignedName: "Ana Vega",
  });
  expect(applyChange(OPEN, { kind: "resolve" }, COLLEAGUES)).toMatchObject({ status: "resolved", isUnread: false });
  expect(applyChange(OPEN, { kind: "tag", tag: "urgent" }, COLLEAGUES)).toBe(OPEN);
  expect(applyChange(OPEN, { kind: "untag", tag: "urgent" }, COLLEAGUES).tags).toEqual([]);
});

test("a row leaves a view that it no longer belongs to, and only then", () => {
  const resolved = applyChange(OPEN, { kind: "resolve" }, COLLEAGUES);
  expect(staysInView(resolved, view({}), ME)).toBe(false);
  expect(staysInView(resolved, view({ view: "resolved" }), ME)).toBe(true);
  const given = applyChange(OPEN, { kind: "assign", userId: "user_ana" }, COLLEAGUES);
  expect(staysInView(given, view({}), ME)).toBe(true);
  expect(staysInView(given, view({ view: "mine" }), ME)).toBe(false);
  expect(staysInView(given, view({ assignee: "user_ana" }), ME)).toBe(true);
  expect(staysInView({ ...OPEN, isUnread: false }, view({ view: "unread" }), ME)).toBe(false);
  expect(staysInView({ ...OPEN, tags: [] }, view({ tag: "urgent" }), ME)).toBe(false);
});
