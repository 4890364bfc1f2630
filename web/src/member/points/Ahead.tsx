import type { MeQuery } from '../../gql/graphql';
import { useFormats } from '../me';
import { useText } from '../words';

export type Account = NonNullable<NonNullable<MeQuery['me']>['account']>;

/** Points by the last day on which they can be spent, soonest first; those that stay for good are not among them. */
export function lapsesOf(account: Account): [day: string, points: number][] {
  const sums = new Map<string, number>();
  for (const { expiresOn, points } of account.lots) if (expiresOn) sums.set(expiresOn, (sums.get(expiresOn) ?? 0) + points);
  return [...sums].sort(([first], [second]) => first.localeCompare(second));
}

/** What is not simply there to spend: on its way, set aside, owed, and what lapses when. */
export function Ahead({ account }: { account: Account }) {
  const { t } = useText();
  const { number, date } = useFormats();
  const lapses = lapsesOf(account);
  const parts = (['pending', 'held', 'frozen', 'debt'] as const).filter((part) => account[part] > 0);
  if (lapses.length === 0 && parts.length === 0) return null;
  return (
    <section className="card ahead">
      <h2>{t('ahead.title')}</h2>
      <dl className="bill">
        {parts.map((part) => <div key={part}><dt>{t(`ahead.${part}`)}</dt><dd>{number(account[part])}</dd></div>)}
        {account.lots.filter(({ spendableOn }) => spendableOn).slice(0, 5).map((lot) => (
          <div key={`p${lot.seq}`} className="quiet"><dt>{t('ahead.spendable', { day: date(lot.spendableOn!) })}</dt><dd>{number(lot.points)}</dd></div>
        ))}
        {lapses.slice(0, 12).map(([day, points]) => <div key={day}><dt>{t('ahead.lapses', { day: date(day) })}</dt><dd>{number(points)}</dd></div>)}
      </dl>
    </section>
  );
}
