import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeDatabase } from "../store/client.ts";
import { startTestDatabase } from "../store/database-fixture.ts";
import { namePerson } from "../store/triage/people.ts";
import { forgetPerson, identify, personCookie, personIdOf } from "./identity.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

const carrying = (cookie: string) => new Headers({ cookie });

test("a browser that was given a name acts by it, under its new one as soon as it has another", async () => {
  const { id } = await namePerson(null, "Ann");
  const headers = carrying(`theme=dark; ${personCookie}=${id}; other=1`);
  const ann = await identify(headers);
  assert.deepEqual([ann.id, ann.name, ann.permissions.includes("triage")], [id, "Ann", true]);
  await namePerson(personIdOf(headers), "Anna");
  forgetPerson(id);
  assert.equal((await identify(headers)).name, "Anna");
});

test("without a name, with one that is none here, or with a text that is no id it is the local operator", async () => {
  const unknown = "0199c1f0-0000-7000-8000-000000000000";
  for (const cookie of ["", `${personCookie}=${unknown}`, `${personCookie}=x' or 1=1`, `x${personCookie}=${unknown}`]) {
    assert.equal((await identify(carrying(cookie))).id, "local-operator", cookie);
  }
  assert.equal(personIdOf(carrying(`${personCookie}=../../etc`)), null);
});

test("while the database is away nobody has a name, and the page that says so can be asked for", async () => {
  const { id } = await namePerson(null, "Ben");
  const url = process.env.DATABASE_URL;
  await closeDatabase();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/nothing";
  try {
    assert.equal((await identify(carrying(`${personCookie}=${id}`))).id, "local-operator");
  } finally {
    await closeDatabase();
    if (url !== undefined) process.env.DATABASE_URL = url;
  }
  forgetPerson(id);
  assert.equal((await identify(carrying(`${personCookie}=${id}`))).name, "Ben");
});
