import {
  argumentsOf,
  type Frame,
  functionOf,
  isSyntax,
  listOf,
  type Module,
  nameOf,
  partOf,
  type Syntax,
} from "./syntax-fixture.ts";

/** Where a parameter becomes part of a sentence: what is given for it at each call is a sentence's part as well. */
export interface Asked {
  file: string;
  name: string;
  index: number;
  key: string | null;
}

interface Place {
  module: Module;
  frames: readonly Frame[];
}

const word = /^["'(“]?[A-Za-z][A-Za-z'’-]+[.,:;?!)"”]*$/;

/** One word may be a name; two make a phrase that is to be translated, as does one that ends a sentence. */
export function isPhrase(text: string): boolean {
  const words = text
    .replaceAll("{}", " ")
    .split(/\s+/)
    .filter((one) => word.test(one) && /[a-z]/.test(one));
  const places = text.split("{}").length - 1;
  return words.length > 1 || (words.length === 1 && places > 2) || words.some((one) => /^[A-Z].*[.:]$/.test(one));
}

const most = 64;
const unchanged = new Set(["trim", "trimEnd", "replace", "replaceAll", "slice"]);
const unknown = ["{}"];

const product = (parts: readonly string[][], between = ""): string[] =>
  parts
    .reduce<string[][]>((all, part) => all.flatMap((head) => part.map((one) => [...head, one])).slice(0, most), [[]])
    .map((chosen) => (between ? chosen.filter((one) => one !== "").join(between) : chosen.join("")));

/** Works out what a piece of syntax may say: sentences with {} for what is only known when they are said. */
export class Wording {
  readonly modules: ReadonlyMap<string, Module>;
  readonly asked = new Map<string, Asked>();
  readonly parts: { text: string; file: string }[] = [];
  #depth = 0;

  constructor(modules: ReadonlyMap<string, Module>) {
    this.modules = modules;
  }

  of(node: Syntax | undefined, place: Place): string[] {
    if (!node || this.#depth > 12) return unknown;
    this.#depth += 1;
    try {
      return [...new Set(this.#read(node, place))];
    } finally {
      this.#depth -= 1;
    }
  }

  #read(node: Syntax, place: Place): string[] {
    const of = (name: string) => this.of(partOf(node, name), place);
    switch (node.type) {
      case "StringLiteral":
        return [String(node.value)];
      case "TemplateLiteral":
        return this.#template(node, place);
      case "ConditionalExpression":
        return [...of("consequent"), ...of("alternate")];
      case "ParenthesisExpression":
      case "TsAsExpression":
      case "AwaitExpression":
        return of("expression").length > 0 && partOf(node, "expression") ? of("expression") : of("argument");
      case "BinaryExpression":
        return this.#binary(node, place);
      case "Identifier":
        return this.#named(nameOf(node), place);
      case "CallExpression":
        return this.#call(node, place);
      case "ObjectExpression":
        return listOf(node, "properties").flatMap((property) => this.of(partOf(property, "value"), place));
      case "ArrayExpression":
        return (node.elements as { expression: Syntax }[]).flatMap((one) => this.of(one?.expression, place));
      case "MemberExpression":
        return this.#chosen(node, place);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
        return this.#answers({ name: "", node, params: new Map(), locals: new Map() }, place);
      default:
        return unknown;
    }
  }

  #template(node: Syntax, place: Place): string[] {
    const words = listOf(node, "quasis").map(({ cooked, raw }) => [String(cooked ?? raw)]);
    const values = listOf(node, "expressions").map((value) => this.of(value, place));
    return product(words.flatMap((word, index) => [word, ...(values[index] ? [values[index]] : [])]));
  }

  #binary(node: Syntax, place: Place): string[] {
    const sides = [this.of(partOf(node, "left"), place), this.of(partOf(node, "right"), place)];
    // `?? ""` is a value that may be empty.
    if (node.operator !== "+" && sides[1]?.join("") === "") return sides[0] ?? unknown;
    if (node.operator === "+") return product(sides);
    return node.operator === "&&" ? (sides[1] ?? unknown) : sides.flat();
  }

  #named(name: string, { module, frames }: Place): string[] {
    for (const [depth, frame] of [...frames.entries()].reverse()) {
      const local = frame.locals.get(name);
      if (local) return this.of(local, { module, frames: frames.slice(0, depth + 1) });
      const param = frame.params.get(name);
      if (param && frame.given) return param.key === null ? frame.given(param.index) : unknown;
      if (param) {
        const asked = { file: module.file, name: frame.name, ...param };
        if (frame.name) this.asked.set(Object.values(asked).join(" "), asked);
        return unknown;
      }
    }
    const own = module.consts.get(name);
    if (own) return this.of(own.node, { module, frames: own.frames });
    const from = module.imports.get(name);
    const there = from && this.modules.get(from.file);
    return there ? this.#named(from.name, { module: there, frames: [] }) : unknown;
  }

  /** The function that a name means here, wherever it stands. */
  find(name: string, module: Module): { module: Module; frame: Frame & { frames: readonly Frame[] } } | null {
    const own = module.functions.get(name);
    if (own) return { module, frame: own };
    const from = module.imports.get(name);
    const there = from && this.modules.get(from.file);
    return there ? this.find(from.name, there) : null;
  }

  #call(node: Syntax, place: Place): string[] {
    const callee = partOf(node, "callee");
    if (callee?.type === "MemberExpression") {
      const method = nameOf(partOf(callee, "property"));
      const object = partOf(callee, "object");
      if (unchanged.has(method)) return this.of(object, place);
      if (method === "join" && object?.type === "ArrayExpression") {
        return this.#joined(object, this.of(argumentsOf(node)[0], place)[0] ?? "", place);
      }
      return unknown;
    }
    const found = this.find(nameOf(callee), place.module);
    if (!found) return unknown;
    const given = (index: number) => this.of(argumentsOf(node)[index], place);
    const answers = this.#answers({ ...found.frame, given }, { module: found.module, frames: found.frame.frames });
    return answers.some(isPhrase) ? answers : unknown;
  }

  /** One of the texts of an object, by a key that is known later: each is a part of its own. */
  #chosen(node: Syntax, place: Place): string[] {
    const own =
      partOf(node, "property")?.type === "Computed" && place.module.consts.get(nameOf(partOf(node, "object")));
    for (const property of own ? listOf(own.node, "properties") : []) {
      for (const text of this.of(partOf(property, "value"), place)) this.parts.push({ text, file: place.module.file });
    }
    return unknown;
  }

  /** Parts that may be left out, as `[...(some ? [sentence] : [])].join(" ")`. */
  #joined(array: Syntax, between: string, place: Place): string[] {
    const elements = (Array.isArray(array.elements) ? array.elements : []) as { spread: unknown; expression: Syntax }[];
    const parts = elements.map(({ spread, expression }) => {
      if (!spread) return this.of(expression, place);
      const choice = expression.type === "ParenthesisExpression" ? partOf(expression, "expression") : expression;
      const sides = [partOf(choice, "consequent"), partOf(choice, "alternate")];
      return sides.flatMap((side) => {
        const inside = (Array.isArray(side?.elements) ? side.elements : []) as { expression: Syntax }[];
        return inside.length > 0 ? inside.flatMap((one) => this.of(one.expression, place)) : [""];
      });
    });
    return product(parts, between);
  }

  /** What a function may answer. */
  #answers(frame: Frame, { module, frames }: Place): string[] {
    const inside = { module, frames: [...frames, frame] };
    const body = partOf(functionOf(frame.node), "body");
    if (body && !/^(?:BlockStatement|FunctionBody)$/.test(body.type)) return this.of(body, inside);
    return returnsOf(body).flatMap((value) => this.of(value, inside));
  }
}

/** What is returned, functions inside of it left out. */
function returnsOf(node: unknown): Syntax[] {
  if (Array.isArray(node)) return node.flatMap(returnsOf);
  if (typeof node !== "object" || node === null) return [];
  if (isSyntax(node)) {
    if (/^(?:ArrowFunction|Function)Expression$|^FunctionDeclaration$/.test(node.type)) return [];
    const value = partOf(node, "argument");
    if (node.type === "ReturnStatement" && value) return [value];
  }
  return Object.values(node).flatMap(returnsOf);
}
