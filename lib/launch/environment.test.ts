import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { AppError } from "../domain/errors.ts";
import { readLaunchEnvironment } from "./environment.ts";

const refused: [env: Record<string, string>, sentence: RegExp][] = [
  [{ PORT: "0" }, /^PORT is "0"/],
  [{ PORT: "65536" }, /^PORT is "65536"/],
  [{ PORT: "http" }, /^PORT is "http"/],
  [{ PORT: "80.5" }, /^PORT is/],
  [{ HOST: "not a host" }, /^HOST is "not a host"/],
  [{ HOST: "300.1.2.3" }, /^HOST is/],
  [{ DATABASE_URL: "mysql://db/x" }, /^DATABASE_URL must look like/],
  [{ DATABASE_URL: "db.example" }, /^DATABASE_URL must look like/],
  [{ BREAKWATER_SECRET_KEY: "short" }, /^BREAKWATER_SECRET_KEY/],
  [{ BREAKWATER_VANTAGE: "moon" }, /^BREAKWATER_VANTAGE/],
  [{ BREAKWATER_METADATA_ENDPOINT: "metadata" }, /^BREAKWATER_METADATA_ENDPOINT/],
  [{ BREAKWATER_FLEET_BASE: "10.0" }, /^BREAKWATER_FLEET_BASE/],
  [{ BREAKWATER_FLEET_BASE: "127.255" }, /^BREAKWATER_FLEET_BASE/],
  [{ BREAKWATER_DEMO_DAYS: "91" }, /^BREAKWATER_DEMO_DAYS is "91"/],
  [{ BREAKWATER_DEMO_DAYS: "-1" }, /^BREAKWATER_DEMO_DAYS/],
  [{ KUBECONFIG: "/no/such/file" }, /^KUBECONFIG names \/no\/such\/file, which does not exist/],
];

describe("the environment of a start", () => {
  it("may be empty: everything has a default", () => {
    assert.deepEqual(readLaunchEnvironment({ PORT: "", HOST: " " }), {
      port: 3000,
      host: "127.0.0.1",
      databaseUrl: null,
      dataDir: resolve(".breakwater"),
      secretKey: null,
      vantage: { name: "scanner", kind: "worker-node" },
      metadataEndpoint: null,
      kubeconfig: null,
      fleetBase: "127.30",
      demoDays: 90,
    });
  });

  it("takes what is given", () => {
    const read = readLaunchEnvironment({
      PORT: "8080",
      HOST: "::1",
      DATABASE_URL: "postgres://a:b@db.example/breakwater",
      BREAKWATER_DATA_DIR: "/var/lib/breakwater",
      BREAKWATER_SECRET_KEY: "x".repeat(40),
      BREAKWATER_VANTAGE: "vpn:other-network",
      KUBECONFIG: import.meta.filename,
    });
    assert.equal(read.port, 8080);
    assert.equal(read.host, "::1");
    assert.equal(read.dataDir, "/var/lib/breakwater");
    assert.deepEqual(read.vantage, { name: "vpn", kind: "other-network" });
    assert.equal(read.kubeconfig, import.meta.filename);
  });

  for (const [env, sentence] of refused) {
    it(`with ${JSON.stringify(env)} is refused by a sentence that names the variable`, () => {
      assert.throws(
        () => readLaunchEnvironment(env),
        (error: unknown) => error instanceof AppError && error.code === "invalid" && sentence.test(error.message),
      );
    });
  }
});
