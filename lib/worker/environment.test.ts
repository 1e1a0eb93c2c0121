import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../domain/errors.ts";
import { defaultVantage } from "../domain/vantage.ts";
import { parseVantage, readWorkerEnvironment } from "./environment.ts";

describe("the worker's environment", () => {
  it("says where the worker stands", () => {
    assert.deepEqual(parseVantage("office VPN:other-network"), { name: "office VPN", kind: "other-network" });
    assert.deepEqual(parseVantage("internet"), { name: defaultVantage.name, kind: "internet" });
    assert.deepEqual(parseVantage(""), defaultVantage);
    assert.deepEqual(parseVantage(undefined), defaultVantage);
  });

  for (const wrong of ["moon", "office:moon", ":pod", "a:b:", "x\ny:pod"]) {
    it(`refuses ${JSON.stringify(wrong)} as a vantage and names the variable`, () => {
      assert.throws(
        () => parseVantage(wrong),
        (error: unknown) => error instanceof AppError && /^BREAKWATER_VANTAGE/.test(error.message),
      );
    });
  }

  it("must name a PostgreSQL, and a wrong one is not repeated, as it may hold a password", () => {
    assert.throws(() => readWorkerEnvironment({}), /DATABASE_URL is not set/);
    assert.throws(
      () => readWorkerEnvironment({ DATABASE_URL: "mysql://root:hunter2@db/x" }),
      (error: unknown) =>
        error instanceof AppError && /DATABASE_URL/.test(error.message) && !/hunter2/.test(error.message),
    );
    assert.equal(readWorkerEnvironment({ DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c" }).workerId, null);
  });
});
