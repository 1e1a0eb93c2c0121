import { argumentsOf, listOf, type Met, type Module, nameOf, partOf, type Syntax } from "./syntax-fixture.ts";
import { isPhrase, Wording } from "./wording-fixture.ts";

/** A sentence with {} at its places, and the file that says it. */
export type Said = Map<string, Set<string>>;

/** Methods of a schema that take a sentence as their last argument. */
const refusing =
  /^(?:string|number|int|boolean|date|datetime|enum|literal|union|discriminatedUnion|custom|min|max|regex|refine|array|instanceof|url)$/;

const valuesOf = (object: Syntax | undefined, names: readonly string[]): Syntax[] =>
  listOf(object, "properties").flatMap((property) => {
    if (property.type === "Identifier" && names.includes(nameOf(property))) return [property];
    const value = partOf(property, "value");
    return value && names.includes(nameOf(partOf(property, "key"))) ? [value] : [];
  });

/** What a refusal is made of: the sentence of an AppError, those of an InvalidInput by field, and those of a schema. */
function refusalsIn({ node }: Met): Syntax[] {
  const given = argumentsOf(node);
  const callee = partOf(node, "callee");
  if (node.type === "NewExpression" && nameOf(callee) === "AppError") return given[1] ? [given[1]] : [];
  if (node.type === "NewExpression" && nameOf(callee) === "InvalidInput") {
    return listOf(given[0], "properties").flatMap((one) => partOf(one, "value") ?? []);
  }
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression") return [];
  const method = nameOf(partOf(callee, "property"));
  const last = given.at(-1);
  if (method === "addIssue") return valuesOf(last, ["message"]);
  if (!last || !refusing.test(method)) return [];
  if (last.type === "ObjectExpression") return valuesOf(last, ["error", "message"]);
  return /^(?:StringLiteral|TemplateLiteral|Identifier)$/.test(last.type) &&
    (given.length > 1 || isSentenceAlone(method))
    ? [last]
    : [];
}

const isSentenceAlone = (method: string): boolean => /^(?:string|number|int|boolean|date|datetime)$/.test(method);

/** The values of these properties, wherever an object is made. */
const propertiesIn =
  (names: readonly string[]) =>
  ({ node }: Met): Syntax[] =>
    node.type === "ObjectExpression" ? valuesOf(node, names) : [];

function pushedIn({ node }: Met, isWatched: boolean): Syntax[] {
  const callee = isWatched ? partOf(node, "callee") : undefined;
  if (callee?.type !== "MemberExpression" || nameOf(partOf(callee, "property")) !== "push") return [];
  return argumentsOf(node).flatMap((one) => one ?? []);
}

export interface Watched {
  /** Files of which every refusal is collected. */
  refusals: (file: string) => boolean;
  /** Files of which these properties are sentences. */
  properties: readonly { file: RegExp; names: readonly string[] }[];
  /** Files of which whatever is pushed into a list is a sentence. */
  pushed: RegExp;
  /** Functions and constants that are sentences through and through. */
  named: readonly { file: string; name: string }[];
}

/** Every sentence that the watched files say, with the parts that are handed to their functions. */
export function saidIn(modules: ReadonlyMap<string, Module>, watched: Watched): Said {
  const wording = new Wording(modules);
  const said: Said = new Map();
  const say = (file: string, texts: readonly string[]): void => {
    for (const text of texts.filter(isPhrase)) said.set(text, (said.get(text) ?? new Set()).add(file));
  };
  for (const module of modules.values()) {
    const names = watched.properties.filter(({ file }) => file.test(module.file)).flatMap((one) => one.names);
    const inProperties = propertiesIn(names);
    const [refuses, pushes] = [watched.refusals(module.file), watched.pushed.test(module.file)];
    for (const met of module.met) {
      const found = [...(refuses ? refusalsIn(met) : []), ...inProperties(met), ...pushedIn(met, pushes)];
      for (const one of found) say(module.file, wording.of(one, { module, frames: met.frames }));
    }
  }
  for (const { file, name } of watched.named) {
    const module = modules.get(file);
    const frame = module?.functions.get(name);
    const node = frame?.node ?? module?.consts.get(name)?.node;
    if (!module || !node) throw new Error(`${file} has no ${name}`);
    say(file, wording.of(node, { module, frames: frame ? [...frame.frames, frame] : [] }));
  }
  const calls = callsIn(modules.values());
  // Asked parameters ask for others in turn.
  for (const { file, name, index, key } of wording.asked.values()) {
    for (const { node, frames, module } of calls.get(name) ?? []) {
      if (!isCallOf({ file, name }, partOf(node, "callee"), wording, module)) continue;
      const given = argumentsOf(node)[index];
      for (const text of key === null ? [given] : valuesOf(given, [key])) {
        say(module.file, wording.of(text, { module, frames }));
      }
    }
  }
  for (const { text, file } of wording.parts) say(file, [text]);
  return said;
}

interface Call extends Met {
  module: Module;
}

/** Calls by the name that is called, as it is named where it is made. */
function callsIn(modules: Iterable<Module>): ReadonlyMap<string, readonly Call[]> {
  const calls = [...modules].flatMap((module) =>
    module.met.flatMap((met): Call[] => (met.node.type === "CallExpression" ? [{ ...met, module }] : [])),
  );
  return Map.groupBy(calls, ({ node, module }) => {
    const callee = partOf(node, "callee");
    const name = nameOf(callee?.type === "MemberExpression" ? partOf(callee, "property") : callee);
    return module.imports.get(name)?.name ?? name;
  });
}

/** A function by its name, or a method of a class beside. */
function isCallOf(
  of: { file: string; name: string },
  callee: Syntax | undefined,
  wording: Wording,
  module: Module,
): boolean {
  if (callee?.type === "MemberExpression") return module.file.startsWith(of.file.replace(/[^/]*$/, ""));
  const called = wording.find(nameOf(callee), module);
  return called?.module.file === of.file && called.frame.name === of.name;
}
