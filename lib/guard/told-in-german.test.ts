import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { guardRoute } from "./guard-route.ts";
import { InvalidInput, parseInput } from "./parse-input.ts";
import { refusalOf, withDigest } from "./problem.ts";

const schema = z.object({
  days: z.coerce.number().int().max(400, "ask for at most 200").default(30),
  q: z.string().max(200).optional(),
  state: z.enum(["open", "closed"]).optional(),
});
const route = guardRoute("read", schema, async ({ q }) => {
  if (q === "gone") throw new AppError("not-found", "There is no scan with the id 7.");
  return { message: "Cancelled before it began.", name: "Cancelled before it began." };
});

async function ask(query: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://127.0.0.1/api/v1/x${query}`, { headers: { host: "127.0.0.1", ...headers } });
  const answer = await route(request);
  return { status: answer.status, body: await answer.json() };
}

const german = { "accept-language": "de-DE,de;q=0.9,en;q=0.5" };

afterEach(() => {
  globalThis.breakwaterReader = undefined;
});

test("a client that asks for German is refused in German, by the same code and status", async () => {
  const { status, body } = await ask("?q=gone", german);
  assert.equal(status, 404);
  assert.deepEqual(body, {
    type: "about:blank#not-found",
    title: "Nicht gefunden",
    status: 404,
    detail: "Es gibt keinen Scan mit der Kennung 7.",
  });
});

test("every other client reads English", async () => {
  for (const headers of [{}, { "accept-language": "en-GB" }, { "accept-language": "fr" }]) {
    const { body } = await ask("?q=gone", headers);
    assert.deepEqual([body.title, body.detail], ["Not found", "There is no scan with the id 7."]);
  }
});

test("the language that somebody chose wins over the one their browser asks for", async () => {
  const cookie = `other=1; breakwater-preferences=${encodeURIComponent('{"language":"en"}')}`;
  assert.equal((await ask("?q=gone", { ...german, cookie })).body.title, "Not found");
  const chosen = `breakwater-preferences=${encodeURIComponent('{"language":"de"}')}`;
  assert.equal((await ask("?q=gone", { cookie: chosen })).body.title, "Nicht gefunden");
  assert.equal((await ask("?q=gone", { cookie: "breakwater-preferences=%E0%A4%A" })).body.title, "Not found");
});

test("each field is told in the reader's words, and a sentence of the answer too", async () => {
  const { body } = await ask(`?days=900&q=${"x".repeat(201)}&state=gone`, german);
  assert.deepEqual(body.fields, {
    days: "fragen Sie nach höchstens 200",
    q: "darf höchstens 200 Zeichen lang sein.",
    state: "muss eines von diesen sein: open, closed.",
  });
  assert.equal(body.detail, "days: fragen Sie nach höchstens 200");
  assert.deepEqual((await ask("", german)).body, {
    message: "Abgebrochen, bevor er begann.",
    name: "Cancelled before it began.",
  });
  assert.equal((await ask("")).body.message, "Cancelled before it began.");
});

test("what an action or a page refuses is in the words of who reads it", () => {
  const refused = () => new InvalidInput({ name: "give the view a name" });
  assert.deepEqual(refusalOf(refused()), {
    message: "name: give the view a name",
    fields: { name: "give the view a name" },
  });
  globalThis.breakwaterReader = () => ({ language: "de", timeZone: "UTC" });
  assert.deepEqual(refusalOf(refused()), {
    message: "name: geben Sie der Ansicht einen Namen",
    fields: { name: "geben Sie der Ansicht einen Namen" },
  });
  assert.equal(
    (withDigest(new AppError("conflict", "Scan 4 is gone.")) as { digest: string }).digest,
    "BREAKWATER;conflict;Den Scan 4 gibt es nicht mehr.",
  );
});

function fieldsOf(of: z.ZodType, raw: Record<string, unknown>): Record<string, string> {
  try {
    parseInput(of, raw);
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields;
    throw error;
  }
  return {};
}

test("no sentence of the schema library reaches a person, whatever does not fit", () => {
  const everything = z.strictObject({
    text: z.string(),
    once: z.string(),
    some: z.string().min(1),
    least: z.string().min(3),
    most: z.string().max(200),
    count: z.number().min(2).max(9),
    above: z.number().gt(0),
    whole: z.int(),
    coerced: z.coerce.number(),
    flag: z.boolean(),
    list: z.array(z.string()).max(1),
    none: z.array(z.string()).min(1),
    of: z.object({ a: z.string() }),
    word: z.enum(["a", "b"]),
    one: z.literal("all"),
    day: z.iso.date(),
    time: z.iso.datetime(),
    page: z.url(),
    form: z.email(),
    kind: z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })]),
    either: z.union([z.number(), z.boolean()]),
    step: z.number().multipleOf(5),
    file: z.instanceof(File),
  });
  const raw = {
    ...{ once: ["a", "b"], some: "", least: "ab", most: "x".repeat(201), count: 12, above: 0, whole: 1.5 },
    ...{ coerced: "x", flag: "yes", list: ["a", "b"], none: [], of: 3, word: "c", one: "some", day: "today" },
    ...{ time: "now", page: "x", form: "x", kind: { kind: "c" }, either: "x", step: 3, file: "x", more: 1 },
  };
  assert.deepEqual(fieldsOf(everything, raw), {
    text: "is missing.",
    once: "may be given only once.",
    some: "must not be empty.",
    least: "must be at least 3 characters long.",
    most: "must be at most 200 characters long.",
    count: "must be 9 or less.",
    above: "must be more than 0.",
    whole: "must be a whole number.",
    coerced: "must be a number.",
    flag: "must be true or false.",
    list: "must have at most one entry.",
    none: "must not be empty.",
    of: "must be an object with fields of its own.",
    word: "must be one of a, b.",
    one: "must be all.",
    day: "must be a day like 2026-10-03.",
    time: "must be a time like 2026-10-03T23:59:59Z.",
    page: "must be an address like https://example.org.",
    form: "is not written as it has to be.",
    "kind.kind": "is of none of the forms that are known here.",
    either: "is of none of the forms that are known here.",
    step: "does not fit.",
    file: "must be a file.",
    more: "is not known here; leave it out.",
  });
});
