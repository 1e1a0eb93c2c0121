"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { seenCookie } from "../../components/frame/seen-cookie.ts";
import { guardAction } from "../../lib/guard/index.ts";

const yearSeconds = 365 * 24 * 60 * 60;
const seenInput = z.object({ until: z.iso.datetime({ offset: true }) });

const mark = guardAction("read", seenInput, async ({ until }) => {
  const jar = await cookies();
  // The rail reads it, so that it can say how much is new.
  jar.set(seenCookie, until, { maxAge: yearSeconds, sameSite: "lax", path: "/", httpOnly: false });
});

/** Keeps in this browser that all that was recorded until then was seen. */
export async function markSeen(input: z.input<typeof seenInput>) {
  return mark(input);
}
