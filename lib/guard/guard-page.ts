import type { Metadata } from "next";
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

type Handle<Schema extends z.ZodType, Value> = (request: {
  input: z.output<Schema>;
  identity: Identity;
}) => Promise<Value>;

/** Who asks, may they, does the input fit: path and query parameters together, the path wins. */
async function handlePage<Schema extends z.ZodType, Value>(
  schema: Schema,
  props: PageProps,
  handle: Handle<Schema, Value>,
): Promise<Value> {
  const params = (await props.params) ?? {};
  try {
    const identity = await admit(await headers(), "read");
    const input = parseInput(schema, { ...((await props.searchParams) ?? {}), ...params });
    return await handle({ input, identity });
  } catch (error) {
    const wrongPath = error instanceof InvalidInput && Object.keys(error.fields).some((field) => field in params);
    if (wrongPath || (error instanceof AppError && error.code === "not-found")) notFound();
    throw withDigest(error);
  }
}

/** Wraps a page. "not-found" leaves as the 404 page, every other AppError with its sentence to error.tsx. */
export function guardPage<Schema extends z.ZodType>(schema: Schema, render: Handle<Schema, ReactNode>) {
  return (props: PageProps): Promise<ReactNode> => handlePage(schema, props, render);
}

/** Wraps a layout that looks whether what its path names exists, before any of the page is sent. */
export function guardLayout<Schema extends z.ZodType>(schema: Schema, look: Handle<Schema, void>) {
  return async ({ children, params }: { children: ReactNode; params: Promise<RawInput> }): Promise<ReactNode> => {
    await handlePage(schema, { params }, look);
    return children;
  };
}

/** Wraps a page's metadata; where it cannot be read the page itself says why. */
export function guardMetadata<Schema extends z.ZodType>(schema: Schema, describe: Handle<Schema, Metadata>) {
  return async ({ params }: { params: Promise<RawInput> }): Promise<Metadata> => {
    try {
      const identity = await admit(await headers(), "read");
      return await describe({ input: parseInput(schema, await params), identity });
    } catch (error) {
      if (error instanceof AppError) return {};
      throw error;
    }
  };
}
