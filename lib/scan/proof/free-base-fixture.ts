import { createServer } from "node:net";

/** Enough for every test at once that starts a fleet of its own; their twins for loopback lie a hundred networks away. */
const bases = Array.from({ length: 24 }, (_, index) => `127.${131 + index}`);

/** True where nobody listens at a port that every fleet opens. */
function isFree(base: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(6443, `${base}.0.11`, () => server.close(() => resolve(true)));
  });
}

/** Tries one base after another until the fleet starts: two tests at the same time never share one. */
export async function onFreeBase<T>(start: (base: string) => Promise<T>): Promise<T> {
  const first = process.pid % bases.length;
  const order = [...bases.slice(first), ...bases.slice(0, first)];
  let last: unknown = new Error("Every base of the test fleets is taken.");
  for (const base of order) {
    if (!(await isFree(base))) continue;
    try {
      return await start(base);
    } catch (error) {
      // Somebody else took it between the look and the start: the next one, then.
      if (!(error instanceof Error && /in use|EADDRINUSE/.test(error.message))) throw error;
      last = error;
    }
  }
  throw last;
}
