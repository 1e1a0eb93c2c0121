import assert from "node:assert/strict";
import { test } from "node:test";
import { askedLanguage, defaultPreferences, isTimeZone, parsePreferences, writePreferences } from "./preferences.ts";

test("preferences survive their cookie, and defaults are not written", () => {
  const own = { ...defaultPreferences, language: "de", timeZone: "Europe/Berlin", theme: "dark" } as const;
  assert.deepEqual(parsePreferences(writePreferences(own)), own);
  assert.equal(decodeURIComponent(writePreferences(defaultPreferences)), "{}");
});

test("a cookie that is broken or says what is not known is as if it said nothing", () => {
  for (const cookie of [undefined, "", "%", "null", "[]", "{", encodeURIComponent('{"theme":"pink","columns":7}')]) {
    assert.deepEqual(parsePreferences(cookie), defaultPreferences, String(cookie));
  }
  const hostile = encodeURIComponent(JSON.stringify({ timeZone: "../../etc", columns: ["port", "x", "port"] }));
  assert.deepEqual(parsePreferences(hostile), { ...defaultPreferences, columns: ["finding", "port"] });
});

test("a time zone is a name that Intl knows", () => {
  assert.deepEqual(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"].map(isTimeZone), [
    true,
    true,
    true,
    true,
  ]);
  assert.deepEqual(["Mars/Olympus", "+01:00", "", "x".repeat(99), null].map(isTimeZone), Array(5).fill(false));
});

test("the language that is asked for first among those there are", () => {
  assert.equal(askedLanguage("de-AT,de;q=0.9,en;q=0.8"), "de");
  assert.equal(askedLanguage("fr,en;q=0.4,de;q=0.7"), "de");
  assert.equal(askedLanguage("fr, de;q=0"), "en");
  assert.equal(askedLanguage("*"), "en");
  assert.equal(askedLanguage(null), "en");
});
