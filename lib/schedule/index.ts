/** When scans are due: cron arithmetic in a time zone. Pure: the clock is an argument. */
export { nextDue, upcoming } from "./next-due.ts";
export { parseSchedule } from "./parse-schedule.ts";
