"use client";

import { BrokenPage } from "../../components/frame/broken-page.tsx";

export default BrokenPage;
