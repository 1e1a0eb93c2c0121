import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { portSection } from "../domain/well-known-ports.ts";
import { getDatabase } from "./client.ts";
import { startTestDatabase } from "./database-fixture.ts";

let stop: () => Promise<void>;
before(async () => {
  ({ stop } = await startTestDatabase());
});
after(() => stop());

test("the database puts every port in the class that the pages do", async () => {
  const rows = await getDatabase().$queryRaw<{ sections: string[] }[]>`
    select array_agg(port_section(p) order by p) as "sections" from generate_series(0, 65535) p`;
  assert.deepEqual(
    rows[0]?.sections,
    Array.from({ length: 65_536 }, (_, port) => portSection(port)),
  );
});
