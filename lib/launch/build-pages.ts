import { messageOf } from "../domain/errors.ts";
import { buildPages } from "./build.ts";

/** `npm run build`: the database client and the pages, ready to be served. */
try {
  await buildPages();
  console.log("Pages built");
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
