import assert from "node:assert/strict";
import { test } from "node:test";
import { href } from "../../components/href.ts";
import { exposureFields, exposuresSearch, isFiltered } from "./exposures-search.ts";

test("open ports are listed unless another state is asked for, and empty fields ask for nothing", () => {
  const plain = exposuresSearch.parse({ cluster: "", port: "", at: "" });
  assert.equal(plain.state, "open");
  assert.equal(isFiltered(plain), false);
  assert.equal(href("/exposures", exposureFields(plain)), "/exposures");
});

test("an address carries its filters on to the next page, without the cursor", () => {
  const search = exposuresSearch.parse({
    section: "etcd",
    state: "any",
    port: "2379",
    at: "2026-10-03T23:59:59Z",
    cursor: "x",
  });
  assert.equal(
    href("/exposures", exposureFields(search)),
    "/exposures?section=etcd&port=2379&at=2026-10-03T23%3A59%3A59Z&state=any",
  );
  assert.equal(isFiltered(search), true);
});

test("what is no section, state, port or time is refused", () => {
  for (const search of [
    { section: "cni" },
    { state: "ajar" },
    { port: "0" },
    { at: "yesterday" },
    { vantage: "moon" },
  ]) {
    assert.equal(exposuresSearch.safeParse(search).success, false, JSON.stringify(search));
  }
});
