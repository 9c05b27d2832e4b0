/** Times as people read them, always in a named zone, and the way back from a wall clock to an instant. */

const LOCALE = "en-GB";

function formatter(zone, options) {
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeZone: zone || "UTC", ...options });
  } catch {
    // A zone this browser does not know: showing UTC beats showing nothing.
    return new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", ...options });
  }
}

const show = (date, zone, options) => formatter(zone, options).format(date);

export const timeOfDay = (date, zone) => show(date, zone, { hour: "2-digit", minute: "2-digit" });
export const longDay = (date, zone) => show(date, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const shortDay = (date, zone) => show(date, zone, { weekday: "short", day: "numeric", month: "short" });
export const place = (zone) => (zone || "UTC").split("/").at(-1).replaceAll("_", " ");

/** "2026-03-03" of an instant in a zone. */
export function isoDay(date, zone) {
  const part = Object.fromEntries(formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/** Whole days between two instants as the calendar of `zone` counts them. */
function daysApart(date, now, zone) {
  return Math.round((Date.parse(isoDay(date, zone)) - Date.parse(isoDay(now, zone))) / 86_400_000);
}

/** "Today", "Yesterday", "Tomorrow" or the long day; for the lines between messages. */
export function dayName(date, now, zone) {
  return pretty(daysApart(date, now, zone), longDay(date, zone), true);
}

function pretty(days, otherwise, capital = false) {
  const word = { 0: "today", 1: "tomorrow", [-1]: "yesterday" }[days];
  if (!word) return otherwise;
  return capital ? word[0].toUpperCase() + word.slice(1) : word;
}

function ago(date, now) {
  const seconds = Math.round((date - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return relative.format(Math.round(seconds / size), unit);
}

/** The text of Slack's `<!date^ts^format>`: `format` with its {tokens} filled in for this zone. */
export function slackDate(ts, format, zone, now) {
  const date = new Date(Number(ts) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const days = daysApart(date, now, zone);
  const plain = show(date, zone, { day: "numeric", month: "long", year: "numeric" });
  const short = show(date, zone, { day: "numeric", month: "short", year: "numeric" });
  const values = {
    date_num: isoDay(date, zone), date_slash: show(date, zone, { day: "2-digit", month: "2-digit", year: "numeric" }),
    date: plain, date_short: short, date_long: longDay(date, zone),
    date_pretty: pretty(days, plain), date_short_pretty: pretty(days, short), date_long_pretty: pretty(days, longDay(date, zone)),
    day_divider_pretty: pretty(days, longDay(date, zone)),
    time: timeOfDay(date, zone), time_secs: show(date, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: ago(date, now),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** "2026-03-03" as "Tue 3 Mar 2026": a day has no zone. */
export function dayLabel(day) {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return show(date, "UTC", { weekday: "short", day: "numeric", month: "short", year: "numeric" });
}

/** "2026-03-03" as "Tuesday 3 March 2026", and its month as "March 2026". */
export const fullDay = (day) => longDay(new Date(`${day}T12:00:00Z`), "UTC");
export const monthName = (day) => show(new Date(`${day}T12:00:00Z`), "UTC", { month: "long", year: "numeric" });

/** Seconds since 1970 as "2026-03-03T09:30", the form of a datetime-local field, in `zone`. */
export function wallOf(seconds, zone) {
  const date = new Date(seconds * 1000);
  return `${isoDay(date, zone)}T${timeOfDay(date, zone)}`;
}

/** The way back. Two passes, as the zone's offset may differ between the naive guess and the real instant. */
export function instantOf(wall, zone) {
  const naive = Date.parse(`${wall}Z`) / 1000;
  const offset = (seconds) => Date.parse(`${wallOf(seconds, zone)}Z`) / 1000 - seconds + (seconds % 60);
  const guess = naive - offset(naive);
  return naive - offset(guess);
}
