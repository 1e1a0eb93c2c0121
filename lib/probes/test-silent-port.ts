import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { TestContext } from "node:test";
import { Worker } from "node:worker_threads";

/** Listens with the shortest backlog in a thread that then sleeps: nobody accepts. */
const sleeper = `
  const { createServer } = require("node:net");
  const { parentPort, workerData } = require("node:worker_threads");
  const server = createServer();
  server.listen({ host: workerData, port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;
const moreThanTheBacklog = 6;

/** A port that answers no SYN, without a firewall: its accept queue is full, so the kernel drops what comes. */
export async function silentPort(test: TestContext, address: string): Promise<number> {
  const worker = new Worker(sleeper, { eval: true, workerData: address });
  const [port] = await once(worker, "message");
  if (typeof port !== "number") throw new Error("the silent listener did not say its port");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const fillers: Socket[] = [];
  for (let count = 0; count < moreThanTheBacklog; count += 1) {
    const socket = connect({ host: address, port });
    socket.on("error", () => socket.destroy());
    fillers.push(socket);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  test.after(async () => {
    for (const socket of fillers) socket.destroy();
    await worker.terminate();
  });
  return port;
}
