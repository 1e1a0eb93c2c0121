import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import swc from "next/dist/build/swc/index.js";
import * as catalogue from "./index.ts";

const root = join(import.meta.dirname, "../..");

interface Syntax {
  type: string;
  [field: string]: unknown;
}

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** What is written inside of these runs later, when someone asks. */
const later = /^(?:ArrowFunctionExpression|Function|ClassMethod|PrivateMethod|ClassProperty|Ts)/;

/** Of these the function that is passed runs at once. */
const atOnce = /^(?:map|flatMap|filter|forEach|find|some|every|reduce|toSorted|sort|fromEntries)$/;

const texts: Record<string, unknown> = catalogue;

/** The path into the catalogue that an expression names: `words.title` with `words = t.checks` is ["checks", "title"]. */
function pathOf(node: unknown, named: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  if (!isSyntax(node)) return null;
  if (node.type === "Identifier") return named.get(String(node.value)) ?? null;
  if (node.type !== "MemberExpression" || !isSyntax(node.property)) return null;
  const object = pathOf(node.object, named);
  return object && node.property.type === "Identifier" ? [...object, String(node.property.value)] : null;
}

function at(path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], texts);
}

/** The keys that `{ key, other: name }` takes apart, each with the name that it gets. */
function partsOf(pattern: Syntax): [key: string, name: string][] {
  return (pattern.properties as Syntax[]).map((property) => {
    const key = isSyntax(property.key) ? String(property.key.value) : "";
    const name = isSyntax(property.value) ? String(property.value.value) : key;
    return [key, name];
  });
}

/** Leaves of the catalogue that are read while the module loads, as they are written. */
function earlyReads(source: Syntax): string[] {
  const named = new Map<string, readonly string[]>();
  const found: string[] = [];
  const visit = (value: unknown, runs = false): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, runs);
    if (Array.isArray(value) || typeof value !== "object" || value === null) return;
    const node = value as Syntax;
    if (node.type === "ImportNamespaceSpecifier" && isSyntax(node.local)) named.set(String(node.local.value), []);
    if (typeof node.type === "string" && later.test(node.type) && !runs) return;
    const path = pathOf(node, named);
    if (path && path.length > 0) {
      if (typeof at(path) !== "object") found.push(path.join("."));
      return;
    }
    if (node.type === "VariableDeclarator" && isSyntax(node.id)) {
      const alias = pathOf(node.init, named);
      if (alias && node.id.type === "ObjectPattern") {
        for (const [key, name] of partsOf(node.id)) {
          const part = [...alias, key];
          if (typeof at(part) === "object") named.set(name, part);
          else found.push(part.join("."));
        }
        return;
      }
      if (alias && node.id.type === "Identifier") {
        named.set(String(node.id.value), alias);
        visit(node.init);
        return;
      }
    }
    const callee = isSyntax(node.callee) && isSyntax(node.callee.property) ? String(node.callee.property.value) : "";
    const callsBack = node.type === undefined ? runs : node.type === "CallExpression" && atOnce.test(callee);
    for (const [field, part] of Object.entries(node)) if (field !== "span") visit(part, callsBack);
  };
  const words = /lib\/messages\/index\.ts$|^\.\/index\.ts$/;
  const body = (source.body as Syntax[]).filter(
    (one) => one.type !== "ImportDeclaration" || words.test(String((one.source as Syntax | undefined)?.value)),
  );
  visit(body);
  return found;
}

let parse: (source: string) => Promise<Syntax>;

before(async () => {
  const bindings = await swc.loadBindings();
  parse = async (source) => JSON.parse(await bindings.parse(source, { syntax: "typescript", tsx: true })) as Syntax;
});

test("finds a text that is read while its module loads, and leaves those that are read later", async () => {
  const head = 'import * as t from "../../lib/messages/index.ts";\n';
  const reads = async (code: string) => earlyReads(await parse(head + code));
  assert.deepEqual(await reads("const label = t.ui.close;"), ["ui.close"]);
  assert.deepEqual(await reads("const words = t.ui; export const labels = { a: words.close };"), ["ui.close"]);
  assert.deepEqual(await reads("const { close } = t.ui;"), ["ui.close"]);
  assert.deepEqual(await reads("const { pagination: words } = t.ui; export const a = words.next;"), [
    "ui.pagination.next",
  ]);
  assert.deepEqual(await reads("const { pagination } = t.ui; export const a = () => pagination.next;"), []);
  assert.deepEqual(await reads("const all = ids.map((id) => t.ui.close + id);"), ["ui.close"]);
  assert.deepEqual(await reads("const one = count(t.words.node, 3);"), ["words.node"]);
  assert.deepEqual(await reads("const words = t.ui; const label = () => words.close;"), []);
  assert.deepEqual(await reads("export function Close() { return <p>{t.ui.close}</p>; }"), []);
});

test("no text is read before it is known who reads", async () => {
  const files = globSync("{app,components,lib/cli}/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !file.includes(".test."),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const source = readFileSync(join(root, file), "utf8");
      if (!source.includes("messages/index.ts")) return [];
      return earlyReads(await parse(source)).map((path) => `${file}: t.${path}`);
    }),
  );
  assert.deepEqual(found.flat(), []);
});
