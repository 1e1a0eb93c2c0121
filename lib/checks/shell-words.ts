const operators = /^(\$\(|&&|\|\||;;|<<<|>>|[;|&()<>\n])/;

/**
 * Splits a script into words, quotes removed, and operators, as a POSIX shell would; for proofs about quoting. What
 * would still be expanded inside double quotes is marked by a NUL before it.
 */
export function shellWords(script: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (let at = 0; at < script.length; ) {
    const rest = script.slice(at);
    const char = rest[0] ?? "";
    const operator = operators.exec(rest)?.[0];
    if (operator) {
      end();
      words.push(`op ${operator}`);
      at += operator.length;
    } else if (/\s/.test(char)) {
      end();
      at += 1;
    } else if (char === "#" && word === undefined) {
      at += /^[^\n]*/.exec(rest)?.[0].length ?? 1;
    } else {
      const part = readPart(rest);
      word = (word ?? "") + part.text;
      at += part.length;
    }
  }
  end();
  return words;
}

/** The next piece of a word: a quoted stretch, an escaped character or a plain one. */
function readPart(rest: string): { text: string; length: number } {
  if (rest.startsWith("'")) {
    const close = rest.indexOf("'", 1);
    if (close === -1) throw new Error(`a single quote is never closed: ${rest.slice(0, 40)}`);
    return { text: rest.slice(1, close), length: close + 1 };
  }
  if (rest.startsWith('"')) {
    const match = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
    if (!match) throw new Error(`a double quote is never closed: ${rest.slice(0, 40)}`);
    const text = (match[1] ?? "").replace(/\\([$`"\\])|([$`])/g, (_, escaped, active) => escaped ?? `\0${active}`);
    return { text, length: match[0].length };
  }
  if (rest.startsWith("\\")) return { text: rest[1] ?? "", length: 2 };
  const char = rest[0] ?? "";
  return { text: char === "$" || char === "`" ? `\0${char}` : char, length: 1 };
}
