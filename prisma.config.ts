import { defineConfig } from "prisma/config";

// Generating the client needs no schema engine, and the packaged one would be downloaded from another host. Any
// executable satisfies the look-up; `prisma migrate` is not used: lib/store/migrate.ts applies prisma/migrations.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
