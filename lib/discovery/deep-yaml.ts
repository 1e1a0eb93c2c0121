import { Lexer } from "yaml";

/** A kubeconfig and the configurations of Kubernetes have fewer than ten. */
const mostLevels = 100;

/**
 * True of a text that nests deeper than any that is read here. Asked before it is parsed: the parser calls itself for
 * each level, and the errors that it keeps of half a million brackets fill the memory.
 */
export function isDeepYaml(text: string): boolean {
  let [brackets, marks] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets += 1;
    else if (token === "]" || token === "}") brackets -= 1;
    // "- - - x" on one line: each opens a level.
    if (token === "-" || token === "?") marks += 1;
    else if (token.trim() !== "") marks = 0;
    if (brackets > mostLevels || marks > mostLevels) return true;
  }
  return false;
}
