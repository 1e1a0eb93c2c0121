import assert from "node:assert/strict";
import { test } from "node:test";
import { readAll } from "./paging.ts";

const { signal } = new AbortController();

test("a list that always continues with another page is given up instead of filling the memory", async () => {
  let pages = 0;
  const read = async () => {
    pages += 1;
    if (pages > 10_000) throw new Error("it was never given up");
    return { items: [pages], metadata: { _continue: `page ${pages}` } };
  };
  await assert.rejects(
    readAll(read, (item) => [item], signal),
    /the list has no end/,
  );
});
