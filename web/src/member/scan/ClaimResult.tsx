import { Link } from 'react-router';
import { Icon } from '../look/Icon';
import { Sheet } from '../look/pieces';
import { useFormats } from '../me';
import { useText } from '../words';
import type { ClaimAnswer } from './PendingClaims';

/** A code on its way: being asked, waiting for the network, or answered. */
export interface Stage {
  readonly code: string;
  readonly answer: 'checking' | 'waiting' | ClaimAnswer;
}

/** What became of a code. Its place on the screen is the same at every stage, so nothing jumps. */
export function ClaimResult({ stage, onNext }: { stage: Stage; onNext: () => void }) {
  const { t } = useText();
  const { icon, title, points, hint, tone } = useWording(stage);
  return (
    <Sheet title={t('scan.title')} onClose={onNext}>
      <div className={`result ${tone}`} role="status" data-testid="claim-result">
        <span className="result-mark">{icon ? <Icon name={icon} /> : <span className="spinner" />}</span>
        <p className="result-title">{title}</p>
        <p className="result-points">{points ?? ' '}</p>
        <p className="quiet">{hint ?? ' '}</p>
        <p className="result-code">{t('claim.code', { code: stage.code })}</p>
      </div>
      <div className="result-ways">
        <button key={String(stage.answer === 'checking')} type="button" autoFocus className="button wide" onClick={onNext} disabled={stage.answer === 'checking'}>
          {stage.answer === 'waiting' ? t('claim.later') : t('claim.next')}
        </button>
        <Link className="button quiet-button wide" to="/">{t('claim.home')}</Link>
      </div>
    </Sheet>
  );
}

interface Wording {
  readonly icon?: 'check' | 'warning' | 'clock';
  readonly title: string;
  readonly points?: string;
  readonly hint?: string;
  readonly tone: 'pending' | 'good' | 'bad';
}

function useWording({ answer }: Stage): Wording {
  const { t } = useText();
  const { number, signed, moment } = useFormats();
  if (answer === 'checking') return { tone: 'pending', title: t('claim.checking') };
  if (answer === 'waiting') return { tone: 'pending', icon: 'clock', title: t('claim.waiting'), hint: t('claim.waitingHint') };
  if (answer !== 'failed' && answer.claim) {
    return {
      tone: 'good',
      icon: 'check',
      title: t('claim.gained'),
      points: signed(answer.claim.points),
      hint: t('claim.balance', { points: number(answer.claim.balance) }),
    };
  }

  const error = answer === 'failed' ? undefined : answer.errors?.[0];
  const bad = { tone: 'bad', icon: 'warning' } as const;
  switch (error?.__typename) {
    case 'CodeNotFoundError':
    case 'CodeVoidError':
      return { ...bad, title: t(`claim.${error.__typename}`), hint: t(`claim.${error.__typename.replace('Error', '') as 'CodeVoid'}Hint`) };
    case 'CodeAlreadyClaimedError':
      return { ...bad, title: t('claim.CodeAlreadyClaimedError'), hint: t('claim.CodeAlreadyClaimedHint', { moment: moment(error.claimedAt) }) };
    case 'TooManyAttemptsError':
      return { ...bad, title: t('claim.TooManyAttemptsError'), hint: t('claim.TooManyAttemptsHint', { seconds: error.retryAfterSeconds }) };
    default:
      return { ...bad, title: t('claim.failed'), hint: t('claim.failedHint') };
  }
}
