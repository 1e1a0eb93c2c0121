import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import swc from "next/dist/build/swc/index.js";

export interface Syntax {
  type: string;
  [field: string]: unknown;
}

export const isSyntax = (value: unknown): value is Syntax =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** The part of a piece of syntax, or undefined where it has none of that name. */
export const partOf = (node: Syntax | undefined, name: string): Syntax | undefined =>
  node && isSyntax(node[name]) ? node[name] : undefined;
export const listOf = (node: Syntax | undefined, name: string): Syntax[] =>
  node && Array.isArray(node[name]) ? node[name].filter(isSyntax) : [];
export const nameOf = (node: Syntax | undefined): string => (node?.type === "Identifier" ? String(node.value) : "");

/** Arguments of a call, in order. */
export function argumentsOf(node: Syntax): (Syntax | undefined)[] {
  const given = Array.isArray(node.arguments) ? node.arguments : [];
  return given.map((one: { expression?: unknown }) => (isSyntax(one.expression) ? one.expression : undefined));
}

/** A function and what is known by name in it. */
export interface Frame {
  name: string;
  node: Syntax;
  /** Of a parameter its place, and of one taken apart its key. */
  params: Map<string, { index: number; key: string | null }>;
  locals: Map<string, Syntax>;
  /** Of a call that is looked into: what it was called with. */
  given?: (index: number) => string[];
}

export interface Met {
  node: Syntax;
  frames: readonly Frame[];
}

export interface Module {
  file: string;
  /** Everything in it, with the functions that it stands in, the outermost first. */
  met: Met[];
  consts: Map<string, Met>;
  functions: Map<string, Frame & { frames: readonly Frame[] }>;
  imports: Map<string, { file: string; name: string }>;
}

const isFunction = ({ type }: Syntax): boolean =>
  /^(?:(?:ArrowFunction|Function)Expression|FunctionDeclaration|ClassMethod|MethodProperty)$/.test(type);

/** Of a method its function, which has no type of its own. */
export const functionOf = (node: Syntax): Syntax =>
  typeof node.function === "object" && node.function !== null ? { type: "", ...node.function } : node;

function paramsOf(node: Syntax): Frame["params"] {
  const params: Frame["params"] = new Map();
  for (const [index, given] of listOf(node, "params").entries()) {
    const pattern = partOf(given, "pat") ?? given;
    const whole = pattern.type === "AssignmentPattern" ? (partOf(pattern, "left") ?? pattern) : pattern;
    if (whole.type === "Identifier") params.set(nameOf(whole), { index, key: null });
    for (const property of listOf(whole, "properties")) {
      const key = nameOf(partOf(property, "key"));
      const value = partOf(property, "value");
      params.set(nameOf(value?.type === "AssignmentPattern" ? partOf(value, "left") : value) || key, { index, key });
    }
  }
  return params;
}

function readImport(module: Module, node: Syntax): void {
  const source = String(partOf(node, "source")?.value ?? "");
  if (!source.startsWith(".")) return;
  for (const one of listOf(node, "specifiers")) {
    const local = nameOf(partOf(one, "local"));
    const name = nameOf(partOf(one, "imported")) || local;
    module.imports.set(local, { file: normalize(join(dirname(module.file), source)), name });
  }
}

/** The module as it is walked through; what a name means in it is looked up later. */
function walk(module: Module, body: unknown): void {
  const visit = (value: unknown, frames: readonly Frame[], name: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, frames, name);
    if (Array.isArray(value) || typeof value !== "object" || value === null) return;
    const node = value as Syntax;
    if (!isSyntax(value)) {
      for (const part of Object.values(value)) visit(part, frames, "");
      return;
    }
    if (node.type === "ImportDeclaration") {
      readImport(module, node);
      return;
    }
    module.met.push({ node, frames });
    const own = nameOf(partOf(node, "id")) || nameOf(partOf(node, "identifier")) || nameOf(partOf(node, "key")) || name;
    const init = partOf(node, "init");
    if (node.type === "VariableDeclarator" && init) {
      if (frames.length === 0) module.consts.set(own, { node: init, frames });
      frames.at(-1)?.locals.set(own, init);
    }
    let inside = frames;
    if (isFunction(node)) {
      const frame: Frame = { name: own, node, params: paramsOf(functionOf(node)), locals: new Map() };
      if (own) module.functions.set(own, { ...frame, frames });
      inside = [...frames, frame];
    }
    for (const [field, part] of Object.entries(node)) {
      if (field !== "span") visit(part, inside, node.type === "VariableDeclarator" ? own : "");
    }
  };
  visit(body, [], "");
}

let bindings: ReturnType<typeof swc.loadBindings> | undefined;

export async function readModule(root: string, file: string, source?: string): Promise<Module> {
  bindings ??= swc.loadBindings();
  const text = source ?? readFileSync(join(root, file), "utf8");
  const parsed = await (await bindings).parse(text, { syntax: "typescript", tsx: file.endsWith("x") });
  const module: Module = { file, met: [], consts: new Map(), functions: new Map(), imports: new Map() };
  walk(module, (JSON.parse(parsed) as Syntax).body);
  return module;
}
