import assert from "node:assert/strict";
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { findBinaries } from "./binaries.ts";

describe("the server's binaries", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "breakwater-binaries-"));
    mkdirSync(join(folder, "native/lib"), { recursive: true });
    writeFileSync(join(folder, "native/lib/libx.so.1.2"), "library");
    const links = [{ source: "native/lib/libx.so.1.2", target: "native/lib/libx.so.1" }];
    writeFileSync(join(folder, "native/pg-symlinks.json"), JSON.stringify(links));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("get back the library links that an install script would have made", () => {
    const found = findBinaries(join(folder, "aside"), folder);
    assert.equal(lstatSync(join(folder, "native/lib/libx.so.1")).isSymbolicLink(), true);
    assert.equal(readFileSync(join(folder, "native/lib/libx.so.1"), "utf8"), "library");
    assert.deepEqual(found.env, {});
    assert.equal(found.postgres, join(folder, "native/bin/postgres"));
  });

  it("are found again without touching links that are there", () => {
    findBinaries(join(folder, "aside"), folder);
    const inode = lstatSync(join(folder, "native/lib/libx.so.1")).ino;
    findBinaries(join(folder, "aside"), folder);
    assert.equal(lstatSync(join(folder, "native/lib/libx.so.1")).ino, inode);
  });
});
