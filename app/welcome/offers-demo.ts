/** True when the command that started this web server can start the demo fleet's servers as well. */
export function offersDemo(): boolean {
  return process.env.BREAKWATER_OFFERS_DEMO === "1";
}
