import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { ChangeProfileDocument, type MeQuery } from '../../gql/graphql';
import { Sheet, toast } from '../look/pieces';
import { useFormats } from '../me';
import { today } from '../../words/formats';
import { useText } from '../words';

interface Props {
  readonly me: NonNullable<MeQuery['me']>;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** What a member tells of themselves. A birthday brings points, so it is told once. */
export function Profile({ me, onClose, onChanged }: Props) {
  const { t } = useText();
  const { timeZone } = useFormats();
  const client = useClient();
  const [name, setName] = useState(me.name ?? '');
  const [birthday, setBirthday] = useState(me.birthday ?? '');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    const input = { name: name.trim() || null, birthday: me.birthday ? null : birthday || null };
    const { data } = await client.mutation(ChangeProfileDocument, { input }).toPromise();
    setBusy(false);
    const refusal = data?.changeProfile.errors?.[0];
    if (refusal) setProblem(t(`mine.${refusal.__typename}`));
    else if (!data) setProblem(t('mine.notSaved'));
    else {
      toast(t('mine.saved'));
      onChanged();
      onClose();
    }
  }

  return (
    <Sheet title={t('mine.profile')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <label className="field"><span>{t('mine.name')}</span><input name="name" autoComplete="nickname" maxLength={50} value={name} onChange={(event) => setName(event.target.value)} /></label>
        <label className="field">
          <span>{t('mine.birthday')}</span>
          <input type="date" name="birthday" value={birthday} max={today(timeZone)} disabled={Boolean(me.birthday)} aria-describedby="birthday-hint" onChange={(event) => setBirthday(event.target.value)} />
        </label>
        <p id="birthday-hint" className="quiet">{t('mine.birthdayOnce')}</p>
        <p className="problem" role="alert">{problem}</p>
        <button className="button wide" disabled={busy}>{t('mine.save')}</button>
      </form>
    </Sheet>
  );
}
