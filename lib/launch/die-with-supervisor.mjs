/**
 * Loaded into every child with --import: when the supervisor is gone, however it went, the channel to it closes and the
 * child stops as if it had been told to. Plain JavaScript, because processes that Next starts inherit the preload, and
 * the page bundler's hang with one that has to be stripped of types.
 */
const graceMs = 8_000;

process.once("disconnect", () => {
  setTimeout(() => process.exit(1), graceMs).unref();
  if (process.listenerCount("SIGTERM") > 0) process.kill(process.pid, "SIGTERM");
  else process.exit(0);
});
