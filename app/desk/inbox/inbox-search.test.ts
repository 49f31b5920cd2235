import { expect, test } from "vitest";
import { listFilterOf, loadInboxSearch, searchOf, searchParamsOf } from "./inbox-search";

const read = (address: string) => searchOf(loadInboxSearch(new URLSearchParams(address)));

test("an address gives the same list again when it is written anew", () => {
  const address = "view=mine&q=crash&tag=urgent&channel=sms&assignee=user_1&sort=waiting";
  expect(new URLSearchParams(searchParamsOf(read(address))).toString()).toBe(address);
  expect(searchParamsOf(read("view=open"))).toEqual({});
});

test("what an address must not say is left out", () => {
  expect(read("view=everything&channel=fax&sort=random")).toEqual(read(""));
});

test("views are filters: the longest wait first where people wait, anything unread whatever its state", () => {
  expect(listFilterOf(read("view=waiting"))).toMatchObject({ status: "open", isWaiting: true, sort: "waiting" });
  expect(listFilterOf(read("view=unread"))).toMatchObject({ status: null, isUnread: true, sort: "newest" });
  expect(listFilterOf(read("view=mine&assignee=user_2"))).toMatchObject({ status: "open", assignee: "user_2" });
});
