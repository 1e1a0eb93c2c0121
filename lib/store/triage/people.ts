import { AppError } from "../../domain/errors.ts";
import { query } from "../client.ts";
import { newId } from "../new-id.ts";
import { personName } from "./triage-findings.ts";

export interface Person {
  id: string;
  name: string;
}

const mostPeople = 200;
const seenEveryMs = 60 * 60 * 1000;

/** Who a browser belongs to; null where nobody gave it that name here. Remembers, once an hour, that they were seen. */
export async function findPerson(id: string, now = new Date()): Promise<Person | null> {
  const row = await query((database) => database.person.findUnique({ where: { id } }));
  if (!row) return null;
  if (now.getTime() - row.seenAt.getTime() > seenEveryMs) {
    await query((database) => database.person.updateMany({ where: { id }, data: { seenAt: now } }));
  }
  return { id: row.id, name: row.name };
}

/** Gives a browser a name, or the person that it has another; what was done under the old one keeps it. */
export async function namePerson(id: string | null, given: string): Promise<Person> {
  const name = personName(given);
  if (name === null) throw new AppError("invalid", "name must not be empty.");
  const known = id === null ? null : await findPerson(id);
  if (!known) {
    const data = { id: newId(), name };
    await query((database) => database.person.create({ data }));
    return data;
  }
  await query((database) => database.person.update({ where: { id: known.id }, data: { name, seenAt: new Date() } }));
  return { id: known.id, name };
}

/** Names to choose from when something is given to somebody: who acts here, and to whom findings were given. */
export async function listPeople(): Promise<string[]> {
  const rows = await query(
    (database) => database.$queryRaw<{ name: string }[]>`
      select min("name") as "name" from (
        select "name" from "Person"
        union all select distinct "assignee" from "Finding" where "assignee" is not null) p
      group by lower("name") order by lower(min("name")) limit ${mostPeople}`,
  );
  return rows.map(({ name }) => name);
}
