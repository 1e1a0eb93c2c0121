import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

test("every path that the documents name exists", () => {
  const broken = ["README.md", ...globSync("docs/**/*.md", { cwd: root })].flatMap((file) =>
    [...read(file).matchAll(/`((?:app|components|lib|prisma|e2e|docs|bench|deploy)(?:\/[\w.-]+)*\/?)`/g)]
      .filter((match) => !existsSync(join(root, match[1] ?? "")))
      .map((match) => `${file} names ${match[1]}`),
  );
  assert.deepEqual(broken, []);
});

test("the architecture names every room", () => {
  const text = read("docs/architecture.md");
  const rooms = globSync("lib/*/", { cwd: root }).map((room) => room.replace(/\/$/, ""));
  assert.deepEqual(
    rooms.filter((room) => !text.includes(room)),
    [],
  );
});

test("every npm script that the README names exists", () => {
  const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts);
  const named = [...read("README.md").matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? "");
  assert.deepEqual(
    named.filter((name) => !scripts.includes(name)),
    [],
  );
});
