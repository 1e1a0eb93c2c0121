import assert from "node:assert/strict";
import { createServer } from "node:net";
import { it } from "node:test";
import { checkPort } from "./check-port.ts";

async function takenPort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(address && typeof address === "object");
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

it("a port in use is refused with a sentence, and accepted once it is free", async () => {
  const { port, close } = await takenPort();
  await assert.rejects(checkPort("127.0.0.1", port), {
    message: `PORT ${port} is in use by another program; set PORT to a free one.`,
  });
  await close();
  await checkPort("127.0.0.1", port);
});

it("an address of another machine is refused with a sentence", async () => {
  await assert.rejects(checkPort("192.0.2.1", 3000), /HOST 192\.0\.2\.1 is not an address of this machine/);
});
