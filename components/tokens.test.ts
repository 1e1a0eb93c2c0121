import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The colours in the block that follows the n-th place where something stands. */
function tokens(before: string, nth = 1): Map<string, string> {
  const block = css.split(`${before} {`)[nth]?.split("}")[0] ?? "";
  const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(found.map((match) => [match[1] ?? "", match[2] ?? ""]));
}

const light = tokens(":root");
const dark = tokens("@variant dark");

/** Relative luminance and contrast ratio of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

const texts = ["ink", "ink-2", "ink-3", "accent", "critical", "high", "medium", "low", "info", "unknown", "pass"];
const grounds = ["page", "raised", "sunken"];
const onWash = [
  ["accent", "accent-wash"],
  ["critical", "critical-wash"],
  ["unknown", "unknown-wash"],
  ["pass", "pass-wash"],
  ["ink", "mark"],
  ["on-accent", "accent"],
] as const;

for (const [theme, colours, least] of [
  ["light", light, 4.5],
  ["dark", dark, 4.5],
  ["light with more contrast", new Map([...light, ...tokens("@variant more", 1)]), 7],
  ["dark with more contrast", new Map([...dark, ...tokens("@variant more", 2)]), 7],
] as const) {
  const get = (name: string) => {
    const value = colours.get(name);
    assert.ok(value, `${theme} defines --${name}`);
    return value;
  };

  test(`every text colour of the theme ${theme} holds ${least}:1 on every ground`, () => {
    const pairs = [...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)), ...onWash];
    const weak = pairs.filter(([text, ground]) => contrast(get(text), get(ground)) < least);
    assert.deepEqual(weak, []);
  });

  test(`edges of controls in the theme ${theme} hold 3:1`, () => {
    for (const ground of grounds) assert.ok(contrast(get("control"), get(ground)) >= 3, ground);
    if (least < 7) return;
    for (const ground of grounds) assert.ok(contrast(get("line"), get(ground)) >= 3, `line on ${ground}`);
  });
}
