/** What could not be decided, as a clause without full stop. */
export interface Doubt {
  doubt: string;
}

/** Whether a rule applies to a flow, or why that cannot be known. */
export type Match = boolean | Doubt;

export function isDoubt(match: Match): match is Doubt {
  return typeof match === "object";
}

/** One of them applies; a doubt counts only where none surely does. */
export function anyOf(matches: Iterable<Match>): Match {
  let found: Match = false;
  for (const match of matches) {
    if (match === true) return true;
    if (found === false) found = match;
  }
  return found;
}

/** All of them apply; a doubt counts only where none surely fails. */
export function allOf(matches: Iterable<Match>): Match {
  let found: Match = true;
  for (const match of matches) {
    if (match === false) return false;
    if (found === true) found = match;
  }
  return found;
}

export function notOf(match: Match): Match {
  return isDoubt(match) ? match : !match;
}
