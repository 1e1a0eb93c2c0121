const notKept = "(not kept)";
const secretName = /(token|passw|secret|credential|api-?key|access-?key|private-?key)/;
/** Names of files, times and counts around secrets are no secrets. */
const harmlessName = /-(file|files|dir|path|ttl|url|name|namespace|expiration|syncs|duration|backend)$/;

/** The flags of a command line; the last one wins, one without value is "true", values of secrets are not kept. */
export function parseFlags(command: readonly string[]): Record<string, string> {
  const words = shellWords(command);
  const flags: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word);
    if (!match?.[1]) continue;
    const next = words[index + 1];
    const value = match[2] ?? (next === undefined || next.startsWith("-") ? "true" : next);
    flags[`--${match[1]}`] = keepable(match[1], value);
  }
  return flags;
}

/** `sh -c "exec kube-apiserver --a=b"` is the command within. */
function shellWords(command: readonly string[]): string[] {
  const script = command.findIndex((word) => /^-[a-z]*c$/.test(word));
  const isShell = /(^|\/)(ba|da|a)?sh$/.test(command[0] ?? "");
  if (!isShell || script < 0) return [...command];
  return (command[script + 1] ?? "")
    .split(/[\s\\;]+/)
    .map((word) => word.replace(/^["']|["']$/g, ""))
    .filter((word) => word !== "");
}

/** Flags under the component's own names, without dashes; those whose value is not kept are left out. */
export function settingsOfFlags(flags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(flags)
      .filter(([, value]) => value !== notKept)
      .map(([name, value]) => [name.replace(/^-+/, ""), value]),
  );
}

/** True of a name whose value could be a secret. */
export function namesSecret(name: string): boolean {
  const lower = name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  return secretName.test(lower) && !harmlessName.test(lower);
}

function keepable(name: string, value: string): string {
  if (value === "true" || value === "false") return value;
  if (namesSecret(name)) return notKept;
  return value.replace(/\/\/[^/@\s]+@/g, `//${notKept}@`);
}
