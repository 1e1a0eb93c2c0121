import { type Browser, chromium } from "@playwright/test";
import { browserPath } from "../../e2e/provision.ts";

/** The Chromium of the browser tests, which reaches this machine alone; `port` is that of its debugging protocol. */
export function launchBrowser(port?: number): Promise<Browser> {
  const executablePath = browserPath();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      "--no-sandbox",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ...(port ? [`--remote-debugging-port=${port}`] : []),
    ],
  });
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
