import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { extendTailwindMerge } from "tailwind-merge";
import { cn } from "./class-names.ts";

const root = join(import.meta.dirname, "../..");
const whole = extendTailwindMerge({ extend: { classGroups: { shadow: ["shadow-float"] } } });

/** Every class name in the sources, without its variants, which both sides split off alike. */
function classNames(): string[] {
  const files = globSync("{app,components}/**/*.tsx", { cwd: root });
  const texts = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [...source.matchAll(/(?:className=|cn\(|cva\(|: |\? )\s*"([a-z[-][^"\n./]*)"/g)].map(
      ([, text]) => text ?? "",
    );
  });
  const names = texts.flatMap((text) => text.split(/\s+/)).filter((name) => !/[:,;]/.test(name));
  // Places of toasts look like class names.
  const isOther = (name: string) => /^bottom-(?:left|right)$/.test(name);
  const own = [...new Set(names)].filter((name) => !isOther(name) && /^-?[a-z]+(?:-[a-z0-9[(]|$)/.test(name));
  // Of those that differ in their number alone two are enough: every pair of names is a comparison.
  const alike = Map.groupBy(own, (name) => name.replaceAll(/\d+(?:\.\d+)?/g, "N"));
  return [...alike.values()].flatMap((some) => some.slice(0, 2));
}

test("of two classes that set the same thing the later wins, as with the whole of Tailwind's rules", () => {
  const names = classNames();
  assert.ok(names.length > 250, `the sources have class names: ${names.length}`);
  const wrong = names.flatMap((earlier) =>
    names
      .filter((later) => later !== earlier)
      .map((later) => `${earlier} ${later}`)
      .filter((written) => cn(written) !== whole(written))
      .map((written) => `${written}: ${cn(written)} instead of ${whole(written)}`),
  );
  assert.deepEqual(wrong, []);
});

test("false and undefined are left out", () => {
  assert.equal(cn("px-2", false, undefined, { "py-1": true, "py-2": false }), "px-2 py-1");
});
