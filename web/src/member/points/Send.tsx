import { type FormEvent, useRef, useState } from 'react';
import { useClient } from 'urql';
import { newRequestId, untilAnswered } from '../../gateway/intentions';
import { SendPointsDocument } from '../../gql/graphql';
import { Sheet, toast } from '../look/pieces';
import { useFormats, useMine } from '../me';
import { useText } from '../words';

/** Gives points on to another member. The request id is kept for as long as the sheet is open, so it happens once. */
export function Send({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { number } = useFormats();
  const { data, balance = 0, reload } = useMine();
  const client = useClient();
  const [phone, setPhone] = useState('');
  const [points, setPoints] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const wish = useRef({ input: '', requestId: '' });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const count = Number(points);
    if (!phone.trim() || !Number.isInteger(count) || count < 1) {
      setProblem(t('send.incomplete'));
      return;
    }
    // The same wish keeps its name; another one gets another.
    const input = `${phone.trim()} ${count}`;
    if (wish.current.input !== input) wish.current = { input, requestId: newRequestId() };
    setBusy(true);
    setProblem('');
    const { data: answer } = await untilAnswered(
      () => client.mutation(SendPointsDocument, { input: { toPhone: phone.trim(), points: count, requestId: wish.current.requestId } }).toPromise(),
      () => setProblem(t('send.waiting')),
    );
    setBusy(false);
    const payload = answer?.sendPoints;
    const refusal = payload?.errors?.[0];
    if (refusal?.__typename === 'PointsOutOfRangeError') setProblem(t('send.range', { min: number(refusal.min), max: number(refusal.max) }));
    else if (refusal) setProblem(t(`send.${refusal.__typename}`));
    else if (!payload) setProblem(t('mine.notSaved'));
    else {
      toast(t('send.done', { points: number(count) }));
      reload();
      onClose();
    }
  }

  const minimum = data?.program.transfers.minimum ?? 1;
  return (
    <Sheet title={t('send.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="quiet">{t('send.hint', { balance: number(balance), minimum: number(minimum) })}</p>
        <label className="field"><span>{t('send.to')}</span><input type="tel" inputMode="tel" name="to" value={phone} onChange={(event) => setPhone(event.target.value)} /></label>
        <label className="field"><span>{t('send.points')}</span><input inputMode="numeric" name="points" value={points} onChange={(event) => setPoints(event.target.value.replace(/\D/g, ''))} /></label>
        <p className="problem" role="alert">{problem}</p>
        <button className="button wide" disabled={busy}>{t('send.confirm')}</button>
      </form>
    </Sheet>
  );
}
