import type { Impact } from "../domain/beside.ts";
import type { Consumer, Door } from "../domain/workload.ts";
import { doorWords } from "./door-words.ts";

/** More are counted and not listed: the page has to stay readable, and the report small. */
const listed = 20;

/**
 * What a fix that closes these doors would break: who is seen to use them, what cannot be seen, and what to use
 * instead. `usersOf` answers null where scrape configurations and arguments could not be read.
 */
export function impactOf(doors: readonly Door[], usersOf: (door: Door) => readonly Consumer[] | null): Impact {
  const answers = doors.map((door) => ({ door, users: usersOf(door) }));
  const users = answers.flatMap((answer) => answer.users ?? []);
  const unread = answers.some((answer) => answer.users === null);
  const blind =
    "Scrape configurations, arguments and aggregated APIs of the cluster could not be read, so its own users are not known either.";
  const words = doors.map((door) => doorWords[door]);
  return {
    users: users.slice(0, listed),
    total: users.length,
    unseen: [...new Set([...(unread ? [blind] : []), ...words.flatMap(({ unseen }) => unseen)])],
    replacements: words.flatMap(({ replacements }) => replacements),
  };
}
