import type { PostingKind, PostingRowFragment } from '../../gql/graphql';
import { Icon } from '../look/Icon';
import { useFormats } from '../me';
import { useText } from '../words';

const icons: Partial<Record<PostingKind, 'scan' | 'gift' | 'clock' | 'person'>> = {
  CLAIM: 'scan', REDEMPTION: 'gift', EXPIRY: 'clock', TRANSFER_OUT: 'person', TRANSFER_IN: 'person',
};

/** Movements of points, newest first; grey bones while they are not there yet. */
export function PostingRows({ rows, bones }: { rows: readonly PostingRowFragment[] | undefined; bones: number }) {
  const { t } = useText();
  const { number, signed, moment } = useFormats();
  if (!rows) {
    return <div className="rows" aria-hidden="true">{Array.from({ length: bones }, (_, index) => <div key={index} className="row"><span className="bone row-bone" /></div>)}</div>;
  }

  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.seq} className="row">
          <span className={`row-icon ${row.kind.toLowerCase()}`}><Icon name={icons[row.kind] ?? 'points'} /></span>
          <div className="row-text">
            <p>{t(`posting.${row.kind}`)}</p>
            <p className="quiet">{row.reason ?? moment(row.postedAt)}</p>
          </div>
          <div className="row-points">
            <p className={row.points > 0 ? 'gain' : 'loss'}>{signed(row.points)}</p>
            <p className="quiet">{t('posting.balance', { points: number(row.balanceAfter) })}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
