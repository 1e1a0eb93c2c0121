import { AppError } from "../domain/errors.ts";
import { findPerson, type Person } from "../store/triage/people.ts";

/**
 * Who asks. Until there is a login this is the person who can reach the loopback port: the name that they gave their
 * browser, or the local operator.
 */
export interface Identity {
  id: string;
  name: string;
  permissions: readonly Permission[];
}

export const permissions = [
  "read",
  "scan",
  "manage-clusters",
  "manage-schedules",
  "manage-retention",
  "triage",
  "manage-settings",
] as const;
export type Permission = (typeof permissions)[number];

const localOperator: Identity = { id: "local-operator", name: "Local operator", permissions };

/** True while nobody has given this browser a name. */
export const isLocalOperator = ({ id }: Pick<Identity, "id">): boolean => id === localOperator.id;

/** Holds the id of a Person. */
export const personCookie = "breakwater-person";
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const keptMs = 5_000;
const mostKept = 200;
const kept = new Map<string, { person: Person | null; until: number }>();

/** The id that a browser carries; null where it carries none. */
export function personIdOf(headers: Headers): string | null {
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  const value = cookies.find((cookie) => cookie.startsWith(`${personCookie}=`))?.slice(personCookie.length + 1);
  return value !== undefined && isId.test(value) ? value : null;
}

/** A person who was renamed is read anew. */
export function forgetPerson(id: string): void {
  kept.delete(id);
}

async function readPerson(id: string): Promise<Person | null> {
  const known = kept.get(id);
  if (known && known.until > Date.now()) return known.person;
  const person = await findPerson(id);
  kept.set(id, { person, until: Date.now() + keptMs });
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
  return person;
}

/** The one place that will read a session once there is one. */
export async function identify(headers: Headers): Promise<Identity> {
  const id = personIdOf(headers);
  if (id === null) return localOperator;
  try {
    const person = await readPerson(id);
    return person ? { ...person, permissions } : localOperator;
  } catch (error) {
    // Without the database nothing can be done in anybody's name, and the page that says so is to be seen.
    if (error instanceof AppError && error.code === "unavailable") return localOperator;
    throw error;
  }
}
