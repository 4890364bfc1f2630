import type { Language } from './language';

/** How numbers and moments are written: in the reader's language, in the program's time zone. */
export function formats(language: Language, timeZone: string) {
  const number = new Intl.NumberFormat(language);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const second = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium' });
  const date = new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'medium' });
  return {
    number: (value: number) => number.format(value),
    signed: (value: number) => signed.format(value).replace('-', '−'),
    percent: (value: number) => percent.format(value),
    moment: (value: string) => moment.format(new Date(value)),
    time: (value: string) => second.format(new Date(value)),
    /** A date that means the same day everywhere, as yyyy-mm-dd. */
    date: (value: string) => date.format(new Date(`${value}T00:00:00Z`)),
    day: (value: string | Date) => day.format(new Date(value)),
  };
}

/** Today's date, as yyyy-mm-dd, where the program is. */
export function today(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
}

/** A date moved by whole months and days; yyyy-mm-dd in and out. The 31st falls on a shorter month's last day. */
export function shiftDate(date: string, months: number, days = 0): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const shifted = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last) + days));
  return shifted.toISOString().slice(0, 10);
}

/** The moment at which a date (yyyy-mm-dd) begins in a time zone. */
export function startOfDay(date: string, timeZone: string): string {
  const guess = Date.parse(`${date}T00:00:00Z`);
  // Twice, for the day on which the clocks change between the guess and the truth.
  const once = guess - offset(guess, timeZone);
  return new Date(guess - offset(once, timeZone)).toISOString();
}

function offset(moment: number, timeZone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }).formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(moment / 1000) * 1000;
}
