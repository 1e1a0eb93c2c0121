import { Prisma } from "../generated/client.ts";

/**
 * Which acceptances over "a" a round is about: those of one cluster, or all but those of a demo cluster whose past is being
 * told, where it is not yet the time of the clock. A telling that broke off holds nothing back for longer than an hour.
 */
export function inTime(clusterId: string | undefined): Prisma.Sql {
  if (clusterId !== undefined) return Prisma.sql`a."clusterId" = ${clusterId}`;
  return Prisma.sql`not exists (select from "DemoState" d where d."clusterId" = a."clusterId" and d."state" = 'begun'
    and d."at" > now() - interval '1 hour')`;
}
