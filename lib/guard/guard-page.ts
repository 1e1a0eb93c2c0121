import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { admit } from "./admit.ts";
import type { Identity } from "./identity.ts";
import { InvalidInput, parseInput, type RawInput } from "./parse-input.ts";
import { withDigest } from "./problem.ts";

interface PageProps {
  params?: Promise<RawInput>;
  searchParams?: Promise<RawInput>;
}

/**
 * Wraps a page: who asks, may they, does the input fit (path and query parameters together, the path wins), and how
 * errors leave: "not-found" as the 404 page, every other AppError with its sentence to error.tsx.
 */
export function guardPage<Schema extends z.ZodType>(
  schema: Schema,
  render: (request: { input: z.output<Schema>; identity: Identity }) => Promise<ReactNode>,
) {
  return async function GuardedPage(props: PageProps): Promise<ReactNode> {
    const identity = await admit(await headers(), "read").catch((error) => Promise.reject(withDigest(error)));
    const params = (await props.params) ?? {};
    try {
      const input = parseInput(schema, { ...((await props.searchParams) ?? {}), ...params });
      return await render({ input, identity });
    } catch (error) {
      const wrongPath = error instanceof InvalidInput && Object.keys(error.fields).some((field) => field in params);
      if (wrongPath || (error instanceof AppError && error.code === "not-found")) notFound();
      throw withDigest(error);
    }
  };
}
