"use client";

export { BrokenSlot as BrokenPage } from "./frame-parts.tsx";
