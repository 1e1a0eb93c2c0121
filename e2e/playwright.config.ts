import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { demoPort } from "./demo.ts";
import { browserPath } from "./provision.ts";

const executablePath = browserPath();

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: join(import.meta.dirname, ".results"),
  globalSetup: "./start-demo.ts",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // A machine with two cores, which also runs the fleet's servers, needs seconds for a long page.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Pictures first: they show the demo as it was before the stories' acts.
  projects: [
    { name: "pictures", testMatch: "**/visual*.spec.ts" },
    { name: "stories", testIgnore: "**/visual*.spec.ts" },
  ],
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${demoPort}`,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // A container's root has no sandbox; the rest keeps the browser from looking for the network.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Text is as wide on every machine, whatever its fonts are set to.
        "--font-render-hinting=none",
        "--disable-lcd-text",
        "--force-color-profile=srgb",
      ],
    },
  },
});
