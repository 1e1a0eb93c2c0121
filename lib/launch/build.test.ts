import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { needsBuild } from "./build.ts";

describe("the pages", () => {
  let root = "";
  const write = (path: string, seconds: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
    utimesSync(join(root, path), seconds, seconds);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "breakwater-build-"));
    write("app/page.tsx", 1_000);
    write("lib/store/index.ts", 1_000);
    write(".next/standalone/.next/static/x.js", 2_000);
    write(".next/standalone/.next/BUILD_ID", 2_000);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are not built again while nothing changed", () => assert.equal(needsBuild(root), false));

  it("are built when there is no finished build", () => {
    rmSync(join(root, ".next/standalone/.next/static"), { recursive: true });
    assert.equal(needsBuild(root), true);
  });

  for (const path of ["app/findings/page.tsx", "lib/store/index.ts", "components/x.tsx", "next.config.ts"]) {
    it(`are built again when ${path} is newer than the build`, () => {
      write(path, 3_000);
      assert.equal(needsBuild(root), true);
    });
  }

  for (const path of ["lib/store/x.test.ts", "lib/store/generated/client.ts", "lib/fleet/main.ts", "docs/a.md"]) {
    it(`are not built again for ${path}`, () => {
      write(path, 3_000);
      assert.equal(needsBuild(root), false);
    });
  }
});
