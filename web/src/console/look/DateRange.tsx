import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** Two dates as the address has them, yyyy-mm-dd, or none. */
export type Dates = readonly [from: string, to: string] | undefined;

export function DateRange({ label, value, onChange }: { label: string; value?: Dates; onChange?: (dates: Dates) => void }) {
  return (
    <DatePicker.RangePicker
      aria-label={label}
      value={value ? [dayjs(value[0]), dayjs(value[1])] : null}
      onChange={(dates) => onChange?.(dates?.[0] && dates[1] ? [dates[0].format('YYYY-MM-DD'), dates[1].format('YYYY-MM-DD')] : undefined)}
    />
  );
}

/** The dates under two names of the address. */
export function datesOf(search: URLSearchParams, name: string): Dates {
  const from = search.get(`${name}From`);
  const to = search.get(`${name}To`);
  return from && to ? [from, to] : undefined;
}
