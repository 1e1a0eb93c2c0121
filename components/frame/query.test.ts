import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");

/** What is loaded when it is first needed: everything else reaches it through a file of ours that says so. */
const onDemand: Record<string, readonly string[]> = {
  "@tanstack/react-query": ["components/frame/query-client.ts", "components/frame/live-queries.ts"],
  sonner: ["components/ui/toasts.tsx"],
  "tailwind-merge": [],
  "next/dynamic": [],
  "radix-ui": [],
  "next-themes": [],
};

test("what no page needs at first is imported only where it is loaded on demand", () => {
  const files = globSync("{app,components}/**/*.{ts,tsx}", { cwd: root }).filter((file) => !file.includes(".test."));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return Object.entries(onDemand)
      .filter(
        ([name, allowed]) => !allowed.includes(file) && new RegExp(`^import (?!type ).*"${name}"`, "m").test(source),
      )
      .map(([name]) => `${file} imports ${name}`);
  });
  assert.deepEqual(found, []);
});
