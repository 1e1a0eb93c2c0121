import type { Check } from "../../domain/check.ts";
import { scanCoverageGap } from "./scan-coverage-gap.ts";

export const otherChecks: readonly Check[] = [scanCoverageGap];
