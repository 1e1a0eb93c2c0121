import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../domain/errors.ts";
import { translateError } from "./store-errors.ts";

/** As Prisma and its adapter throw it: the code of PostgreSQL stands in the message or below. */
const thrown = (code: string) =>
  new Error(`Raw query failed. Code: \`${code}\`.`, { cause: Object.assign(new Error("of the driver"), { code }) });

test("what of a request PostgreSQL cannot take is the request's fault, and not the server's", () => {
  for (const code of ["22021", "22P02", "22003", "22007", "22008"]) {
    const told = translateError(thrown(code));
    assert.ok(told instanceof AppError && told.code === "invalid", code);
  }
  assert.match(String((translateError(thrown("22021")) as AppError).message), /NUL character/);
});

test("what is not known stays as it is", () => {
  const error = thrown("42703");
  assert.equal(translateError(error), error);
});
