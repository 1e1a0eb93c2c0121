export { findAcceptance } from "../acceptances/list-acceptances.ts";
